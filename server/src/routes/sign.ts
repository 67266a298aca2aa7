import type { Context } from 'hono'
import { z } from 'zod'
import { grantFor } from '../access/grant'
import { errorBody } from '../http/answers'
import { checkBody, readJson } from '../http/body'
import type { AppEnv } from '../http/env'
import type { Limits } from '../http/limits'
import { Refusal } from '../http/refusal'
import type { IssueResult } from '../issuer/reuse'
import type { Settings } from '../settings'
import { actionOf } from '../sign/action'
import type { RequestToSign } from '../sign/action'
import { checkCarried } from '../sign/allowed'
import { signUrl } from '../sign/url'
import type { SignedRequest } from '../sign/url'
import type { GrantCredentials } from './grant-credentials'

/** Requests in one call: a page of pictures. */
const MAX_REQUESTS = 200
/** Bytes of a body: so many requests with keys of ordinary length. */
export const SIGN_BODY_LIMIT = 256 * 1024

const oneLine = z
  .string()
  .max(1024)
  .regex(/^[^\r\n\0]*$/, 'must be one line')
  .refine((text) => !/\p{Surrogate}/u.test(text))
const requestToSign = z.strictObject({
  // Not looked at: the URL is built here, so that no signature is for another host.
  Url: z.string().optional(),
  Method: z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']),
  Key: z.string().max(850),
  Query: z.record(z.string().max(256), oneLine).default({}),
  Headers: z.record(z.string().max(128), oneLine).default({}),
  Expires: z.number().min(1),
})
const listToSign = z.strictObject({ Requests: z.array(requestToSign).min(1).max(MAX_REQUESTS) })

type AskedRequest = z.output<typeof requestToSign>

/** What signing takes. */
export interface SignOptions {
  settings: Settings
  grantCredentials: GrantCredentials
  limits: Limits
  /** Milliseconds since the epoch. */
  now: () => number
}

/**
 * `POST /cos/sign`: one signed request, or a list of them, for apps that want no key on the phone. They are signed with
 * temporary credentials for just this, not with the permanent key: then COS itself holds the request to the limits of
 * size, type and access, and the signature dies with the credentials.
 */
export function sign(options: SignOptions) {
  return async (context: Context<AppEnv>) => {
    const body = await readJson(context)
    const isList = typeof body === 'object' && body !== null && 'Requests' in body
    const requests = isList ? checkBody(body, listToSign).Requests : [checkBody(body, requestToSign)]
    await options.limits.take('signaturesPerUser', context.get('userId'), requests.length)

    const grantCredentials = oncePerGrant(options.grantCredentials)
    const signing = requests.map((request) => signOne(context, request, { ...options, grantCredentials }))
    if (!isList) return context.json(await signing[0])
    const Signed = await Promise.all(signing.map(orItsRefusal))
    context.set('refusedCount', Signed.filter((each) => 'error' in each).length)
    return context.json({ Signed })
  }
}

async function signOne(context: Context<AppEnv>, asked: AskedRequest, options: SignOptions): Promise<SignedRequest> {
  const { settings, grantCredentials, now } = options
  const { Expires, ...request } = asked
  const action = actionOf(request)
  const { Bucket, Region } = settings.bucket
  const access = { Bucket, Region, Key: request.Key, Prefix: prefixListed(request), Actions: [action] }
  const grant = grantFor(context.get('userId'), access, settings)
  checkCarried(request, action, settings.upload)

  const { issued, clockOffset } = await grantCredentials(context, grant, true)
  const expiredTime = Math.min(Math.floor(now() / 1000 + clockOffset + Expires), issued.expiredTime)
  return signUrl(request, { bucket: settings.bucket, issued, expiredTime })
}

const prefixListed = ({ Key, Query }: RequestToSign) => (Key === '' ? (Query.prefix ?? '') : '')

/** Within one call, each grant is issued once. */
function oncePerGrant(grantCredentials: GrantCredentials): GrantCredentials {
  const issued = new Map<string, Promise<IssueResult>>()
  return (context, grant, mayReuse) => {
    const key = JSON.stringify(grant)
    const promise = issued.get(key) ?? grantCredentials(context, grant, mayReuse)
    issued.set(key, promise)
    return promise
  }
}

/** One that may not be signed spoils no other; what would refuse any, a limit or the issuer, refuses the whole call. */
async function orItsRefusal(signing: Promise<SignedRequest>): Promise<SignedRequest | ReturnType<typeof errorBody>> {
  try {
    return await signing
  } catch (error) {
    if (error instanceof Refusal && (error.status === 400 || error.status === 403)) return errorBody(error)
    throw error
  }
}
