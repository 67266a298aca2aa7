import { CosError } from '../errors'
import { redact } from '../redact'
import type { Credentials } from '../types'
import { MAX_LIFE } from './clock'

/** Credentials as read from an answer. */
export interface ReadCredentials extends Credentials {
  /** The answer says that they are good for nothing but what was asked for. */
  ScopeLimit: boolean
}

/** A signature that somebody else has made, for one request. */
export interface FinishedSignature {
  Authorization: string
  SecurityToken?: string
}

interface Fields {
  readonly [name: string]: unknown
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`).
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they can't be any
 */
export function readAnswer(answer: unknown): ReadCredentials | FinishedSignature {
  const top = typeof answer === 'string' ? { Authorization: answer } : fields(answer)
  const inner = fields(top.Response ?? top.data)
  const body = holdsKeys(inner) ? inner : top
  const keys = fields(body.credentials ?? body.Credentials ?? body)
  const SecurityToken = text(keys, 'SecurityToken', 'XCosSecurityToken', 'sessionToken', 'Token', 'token')
  const Authorization = text(body, 'Authorization')
  if (Authorization) {
    if (!/q-signature=\w/.test(Authorization)) throw invalid('the Authorization holds no q-signature')
    return { Authorization, SecurityToken }
  }
  const TmpSecretId = text(keys, 'TmpSecretId', 'tmpSecretId')
  const TmpSecretKey = text(keys, 'TmpSecretKey', 'tmpSecretKey')
  if (!TmpSecretId && !TmpSecretKey) throw refusal(top)
  const StartTime = Math.floor(Number(text(body, 'StartTime', 'startTime'))) || undefined
  const ExpiredTime = Math.floor(Number(text(body, 'ExpiredTime', 'expiredTime')))
  const missing = !TmpSecretId
    ? 'TmpSecretId'
    : !TmpSecretKey
      ? 'TmpSecretKey'
      : !SecurityToken
        ? 'SecurityToken'
        : !ExpiredTime && 'ExpiredTime'
  if (missing) throw invalid(`there is no ${missing}`)
  const life = ExpiredTime - (StartTime ?? ExpiredTime - 1)
  if (!(life > 0 && life <= MAX_LIFE)) throw invalid('they must live for up to 36 hours')
  const ScopeLimit = body.ScopeLimit === true
  return { TmpSecretId, TmpSecretKey, SecurityToken, StartTime, ExpiredTime, Scope: readScope(body.Scope), ScopeLimit }
}

function holdsKeys(body: Fields): boolean {
  return !!(body.credentials ?? body.Credentials ?? body.TmpSecretId ?? body.tmpSecretId ?? body.Authorization)
}

/** Credentials that can't be any: says why, and holds nothing of them. */
export function invalid(why: string): CosError {
  return new CosError('CredentialsInvalid', `The credentials are not usable: ${why}`, {
    hint: "Hand out STS's answer as it is, with token, startTime and expiredTime.",
  })
}

function readScope(scope: unknown): Credentials['Scope'] {
  const { Prefix, Actions } = fields(scope)
  return typeof Prefix === 'string' && Array.isArray(Actions) ? { Prefix, Actions: Actions.map(String) } : undefined
}

/** What a backend says when it gives no credentials, often with HTTP 200. */
function refusal(top: Fields): CosError {
  const said =
    saidIn(top) ||
    `only the fields ${Object.keys(top)
      .filter((name) => top[name] !== undefined)
      .join()}`
  return new CosError('CredentialsFailed', `The backend gave no credentials: ${said}`, {
    hint: 'See what the backend says.',
  })
}

/** The message in an answer that is an error, whatever it looks like; or an empty string. */
export function saidIn(answer: unknown): string {
  if (typeof answer === 'string')
    return redact(answer.replace(/(?:<(style|script)[^]*?<\/\1>|<[^>]*>|\s)+/gi, ' ').trim())
  const top = fields(answer)
  const response = fields(top.Response)
  const error = top.error ?? top.Error ?? response.Error
  const body = typeof error === 'object' ? fields(error) : top
  const code = text(body, 'code', 'Code')
  const message = text(body, 'message', 'Message', 'msg', 'errmsg', 'errMsg', 'error', 'error_description')
  const RequestId = text(top, 'RequestId', 'requestId') || text(response, 'RequestId')
  return redact([code, message, RequestId && `(RequestId ${RequestId})`].filter(Boolean).join(' '))
}

function fields(value: unknown): Fields {
  return Object.assign({ credentials: undefined }, value)
}

function text(from: Fields, ...names: string[]): string {
  const name = names.find((each) => from[each] && typeof from[each] !== 'object')
  return name ? String(from[name]) : ''
}
