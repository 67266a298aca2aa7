import type { Context } from 'hono'
import { z } from 'zod'
import { grantFor } from '../access/grant'
import { policyFor } from '../access/policy'
import { readBody } from '../http/body'
import type { AppEnv } from '../http/env'
import type { Issuer } from '../issuer/issuer'
import { createReusingIssuer } from '../issuer/reuse'
import type { Settings } from '../settings'
import { actionOf } from '../sign/action'
import type { RequestToSign } from '../sign/action'
import { checkCarried } from '../sign/allowed'
import { signUrl } from '../sign/url'
import { issue } from './credentials'

const oneLine = z
  .string()
  .max(1024)
  .regex(/^[^\r\n\0]*$/, 'must be one line')
  .refine((text) => !/\p{Surrogate}/u.test(text))
const signRequest = z.strictObject({
  // Not looked at: the URL is built here, so that no signature is for another host.
  Url: z.string().optional(),
  Method: z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']),
  Key: z.string().max(850),
  Query: z.record(z.string().max(256), oneLine).default({}),
  Headers: z.record(z.string().max(128), oneLine).default({}),
  Expires: z.number().min(1),
})

/**
 * `POST /cos/sign`: one signed request, for apps that want no key on the phone. It is signed with temporary credentials
 * for just this, not with the permanent key: then COS itself holds the request to the limits of size, type and access,
 * and the signature dies with the credentials.
 */
export function sign(settings: Settings, issuer: Issuer, now: () => number) {
  const reusing = createReusingIssuer(issuer, now)
  return async (context: Context<AppEnv>) => {
    const { Expires, ...request } = await readBody(context, signRequest)
    const action = actionOf(request)
    const { Bucket, Region } = settings.bucket
    const asked = { Bucket, Region, Key: request.Key, Prefix: prefixListed(request), Actions: [action] }
    const grant = grantFor(context.get('userId'), asked, settings)
    checkCarried(request, action, settings.upload)

    const { durationSeconds } = settings.issuer
    const issued = await issue(reusing, { policy: policyFor(grant, settings), durationSeconds })
    const expiredTime = Math.min(Math.floor(now() / 1000 + Expires), issued.expiredTime)
    return context.json(signUrl(request, { bucket: settings.bucket, issued, expiredTime }))
  }
}

const prefixListed = ({ Key, Query }: RequestToSign) => (Key === '' ? (Query.prefix ?? '') : '')
