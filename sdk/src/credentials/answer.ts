import type { Core } from '../core'
import { urlEncode } from '../encode'
import { fieldsOf } from '../fields'
import type { PreparedRequest } from '../prepare'
import { endOfSigned, finish } from '../sign'
import { createSigner } from '../signer'
import type { PresignedRequest } from '../types'
import { fitTime, MAX_LIFE, serverTime } from './clock'
import { failed, flatten, invalid, textOf, valueOf } from './failure'
import type { HeldCredentials } from './store'

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
  const { Bucket, Region, Key, Prefix, Actions } = prepared.question
  const fields = flatten(typeof answer === 'string' ? { Authorization: answer } : answer)
  // STS writes Token; a token is the backend's own, for its session.
  const SecurityToken = textOf(fields, /^((XCos)?Security|session|)Token$/)
  const tokenQuery = SecurityToken && '&x-cos-security-token=' + urlEncode(SecurityToken)
  const Authorization = textOf(fields, /^authorization$/i)
  const Url = textOf(fields, /^Url$/)
  if (Authorization || Url) {
    const end = endOfSigned(Authorization || Url)
    if (core.isTimeKnown && end <= serverTime(core)) throw invalid('the signature is over')
    const finished = finish(prepared, Authorization, tokenQuery, end)
    return Url ? Object.assign(finished, answer) : finished
  }
  const TmpSecretId = textOf(fields, /^tmpSecretId$/i)
  const TmpSecretKey = textOf(fields, /^tmpSecretKey$/i)
  const StartTime = Math.floor(Number(textOf(fields, /^startTime$/i)))
  const ExpiredTime = Math.floor(Number(textOf(fields, /^expiredTime$/i)))
  if (!TmpSecretId && !TmpSecretKey) throw failed('The backend gave no credentials', answer)
  for (const [name, value] of Object.entries({ TmpSecretId, TmpSecretKey, SecurityToken, ExpiredTime })) {
    if (!value) throw invalid(`there is no ${name}`)
  }
  fitTime(core, StartTime, ExpiredTime)
  const leftAtFirst = ExpiredTime - serverTime(core)
  const life = StartTime ? ExpiredTime - StartTime : leftAtFirst
  if (!(Math.min(leftAtFirst, life) > 0 && Math.max(leftAtFirst, life) <= MAX_LIFE)) {
    throw invalid('they must end within 36 hours')
  }
  const scope = fieldsOf(valueOf(fields, /^scope$/i))
  const granted =
    typeof scope.Prefix === 'string' && Array.isArray(scope.Actions)
      ? { Prefix: scope.Prefix, Actions: scope.Actions }
      : undefined
  const isSingle =
    valueOf(fields, /^scopeLimit$/i) ||
    (granted ? granted.Prefix && granted.Prefix === Key : single.has(Bucket + Region))
  const held = isSingle ? { Prefix: Key || Prefix || '', Actions } : { Prefix: '', Actions: undefined }
  return Object.assign(createSigner(TmpSecretId, TmpSecretKey), held, !isSingle && granted, {
    Bucket,
    Region,
    tokenQuery,
    StartTime,
    ExpiredTime,
    life,
    leftAtFirst,
    isSingle: !!isSingle,
  })
}
