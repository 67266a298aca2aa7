import type { Core } from '../core'
import { urlEncode } from '../encode'
import { fieldsOf } from '../fields'
import type { PreparedRequest } from '../prepare'
import { finish } from '../sign'
import { createSigner } from '../signer'
import type { Credentials, PresignedRequest } from '../types'
import { fitTime, MAX_LIFE, serverTime } from './clock'
import { failed } from './failure'
import type { HeldCredentials } from './store'

/** A finished signature, or a URL with one: its start and its end. */
const SIGNED = /q-sign-time=(\d+)(?:;|%3B)(\d+).*&q-signature=\w/i

/** What an answer may hold, by the names that COS gives it in the end: none of it is checked. */
interface Answer {
  TmpSecretId?: string
  TmpSecretKey?: string
  SecurityToken?: string
  StartTime?: number
  ExpiredTime?: number
  Scope?: unknown
  ScopeLimit?: unknown
  Authorization?: string
  Url?: string
  StatusCode?: number
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`).
 * @param single - buckets whose unscoped credentials are good for single keys only
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they can't be any
 */
export function readAnswer(
  core: Core,
  prepared: PreparedRequest,
  single: ReadonlySet<string>,
  answer: unknown,
): HeldCredentials | PresignedRequest {
  const { Bucket, Region, Key, Prefix: name = Key, Actions: asked } = prepared.question
  const fields = flatten(answer)
  const { TmpSecretId, TmpSecretKey, SecurityToken = '', Url, Authorization = Url || String(answer) } = fields
  const signed = SIGNED.exec(Authorization)
  // A signature says on its own when it starts and ends.
  const times = signed || [0, fields.StartTime, fields.ExpiredTime]
  const [, StartTime, ExpiredTime] = times.map((time) => Math.floor(Number(time))) as [number, number, number]
  fitTime(core, StartTime, ExpiredTime)
  const left = ExpiredTime - serverTime(core)
  const life = StartTime ? ExpiredTime - StartTime : left
  const { Prefix = '', Actions } = fieldsOf(fields.Scope) as Partial<NonNullable<Credentials['Scope']>>
  // Junk is told from credentials: no token, no end or one that is past, a life of more than 36 hours.
  const isKey = TmpSecretId && TmpSecretKey && SecurityToken && Math.max(left, life) <= MAX_LIFE
  if (!(signed || (isKey && Array.isArray(Actions || []))) || !(Math.min(left, life) > 0)) {
    throw failed(signed || TmpSecretId ? 'CredentialsInvalid' : 'CredentialsFailed', answer, fields.StatusCode)
  }
  const tokenQuery = SecurityToken && '&x-cos-security-token=' + urlEncode(SecurityToken)
  if (signed) {
    const finished = finish(prepared, Authorization, tokenQuery, ExpiredTime)
    return Url ? Object.assign(finished, answer, { Url }) : finished
  }
  const isSingle = fields.ScopeLimit || (Actions ? Prefix && Prefix === Key : single.has(Bucket + Region))
  return Object.assign(createSigner(TmpSecretId as string, TmpSecretKey as string), {
    Bucket,
    Region,
    Prefix: isSingle ? name : Prefix,
    Actions: isSingle ? asked : Actions,
    tokenQuery,
    // The longest that they can have lived: no clock puts it into the future.
    StartTime: StartTime || ExpiredTime - MAX_LIFE,
    ExpiredTime,
    life,
    leftAtFirst: left,
    isSingle,
  })
}

/** All fields of an answer, those of its envelopes, too. */
function flatten(answer: unknown): Answer {
  const fields: Record<string, unknown> = {}
  JSON.stringify(answer, (name, value: unknown) => {
    const canonical = name.replace(/^(XCosSecurity|session|)(?=Token$)/, 'Security')
    fields[canonical.replace(/^./, (first) => first.toUpperCase())] = value
    return value
  })
  return fields
}
