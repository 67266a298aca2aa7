import { z } from 'zod'
import type { Settings } from '../settings'
import { fetchJson, UpstreamError } from '../upstream/fetch-json'
import type { UpstreamOptions } from '../upstream/fetch-json'
import { IssuerError } from './issuer'
import type { IssuedCredentials, Issuer, IssueRequest } from './issuer'
import { tc3Authorization } from './tc3'

/** What it takes to call STS. */
export interface StsOptions extends UpstreamOptions {
  secretId: string
  secretKey: string
  region: string
  host: string
  /** Milliseconds since the epoch. */
  now: () => number
}

/** What the answers call this caller in Tencent's audit log. */
const SESSION_NAME = 'cos-miniprogram'
const CONTENT_TYPE = 'application/json; charset=utf-8'

const requestId = z.string().max(128).default('')
const stsError = z.object({ Error: z.object({ Code: z.string().regex(/^[A-Za-z0-9.]{1,64}$/) }), RequestId: requestId })
const stsCredentials = z.object({
  Credentials: z.object({
    TmpSecretId: z.string().min(1),
    TmpSecretKey: z.string().min(1),
    Token: z.string().min(1),
  }),
  ExpiredTime: z.number().int(),
  RequestId: requestId,
})
const stsAnswer = z.object({ Response: z.union([stsError, stsCredentials]) })

/**
 * Tencent's STS. One call a request, never repeated: a refused call that is tried again is what brings an account into
 * the rate limit.
 * @see https://cloud.tencent.com/document/api/1312/48195
 */
export function createStsIssuer(options: StsOptions): Issuer {
  return {
    async issue(request) {
      const answer = await call(options, request)
      const { data } = stsAnswer.safeParse(answer)
      if (data === undefined) throw new IssuerError('BadAnswer')
      const { Response } = data
      if ('Error' in Response) throw new IssuerError(Response.Error.Code, Response.RequestId)
      if (Response.ExpiredTime * 1000 <= options.now()) throw new IssuerError('BadAnswer', Response.RequestId)
      return issuedFrom(Response, request.durationSeconds)
    },
  }
}

/** The issuer that the settings name; `undefined` where another one is to be handed in. */
export function issuerFromSettings(
  { issuer, bucket }: Pick<Settings, 'issuer' | 'bucket'>,
  { now, shutdown }: Pick<StsOptions, 'now' | 'shutdown'>,
): Issuer | undefined {
  if (issuer.kind === 'external') return undefined
  const { secretId, secretKey, host, timeoutMs } = issuer
  return createStsIssuer({ secretId, secretKey, region: bucket.Region, host, timeoutMs, now, shutdown })
}

async function call(options: StsOptions, { policy, durationSeconds }: IssueRequest): Promise<unknown> {
  // As it will be in the request: without a default port.
  const { href, host } = new URL(`https://${options.host}`)
  // STS decodes the policy once more than JSON does.
  const Policy = encodeURIComponent(JSON.stringify(policy))
  const body = JSON.stringify({ Name: SESSION_NAME, Policy, DurationSeconds: durationSeconds })
  const timestamp = Math.floor(options.now() / 1000)
  const signed = { host, service: 'sts', contentType: CONTENT_TYPE, body, timestamp }
  const headers = {
    Authorization: tc3Authorization(signed, options),
    'Content-Type': CONTENT_TYPE,
    'X-TC-Action': 'GetFederationToken',
    'X-TC-Version': '2018-08-13',
    'X-TC-Timestamp': String(timestamp),
    'X-TC-Region': options.region,
  }
  try {
    return await fetchJson(href, { method: 'POST', headers, body }, options)
  } catch (error) {
    throw new IssuerError(error instanceof UpstreamError ? error.code : 'Network')
  }
}

function issuedFrom(answer: z.output<typeof stsCredentials>, durationSeconds: number): IssuedCredentials {
  const { TmpSecretId, TmpSecretKey, Token } = answer.Credentials
  return {
    credentials: { tmpSecretId: TmpSecretId, tmpSecretKey: TmpSecretKey, sessionToken: Token },
    startTime: answer.ExpiredTime - durationSeconds,
    expiredTime: answer.ExpiredTime,
    requestId: answer.RequestId,
  }
}
