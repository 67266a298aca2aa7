import { CosError } from '../errors'
import { fieldsOf, type Fields } from '../fields'
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
  SecurityToken: string
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`).
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they can't be any
 */
export function readAnswer(answer: unknown): ReadCredentials | FinishedSignature {
  const fields = flatten(typeof answer === 'string' ? { Authorization: answer } : answer)
  const SecurityToken = text(fields, 'securitytoken', 'xcossecuritytoken', 'sessiontoken', 'token')
  const Authorization = text(fields, 'authorization')
  if (Authorization) return { Authorization, SecurityToken }
  const TmpSecretId = text(fields, 'tmpsecretid')
  const TmpSecretKey = text(fields, 'tmpsecretkey')
  if (!TmpSecretId && !TmpSecretKey) throw refusal(answer)
  const StartTime = Math.floor(Number(text(fields, 'starttime'))) || undefined
  const ExpiredTime = Math.floor(Number(text(fields, 'expiredtime')))
  const needed = { TmpSecretId, TmpSecretKey, SecurityToken, ExpiredTime }
  const missing = Object.entries(needed).find(([, value]) => !value)
  if (missing) throw invalid(`there is no ${missing[0]}`)
  if (StartTime && !(ExpiredTime > StartTime && ExpiredTime <= StartTime + MAX_LIFE))
    throw invalid('they must live for up to 36 hours')
  const { Prefix, Actions } = fieldsOf(fields.scope)
  const Scope =
    typeof Prefix === 'string' && Array.isArray(Actions) ? { Prefix, Actions: Actions.map(String) } : undefined
  return Object.assign(needed, { StartTime, Scope, ScopeLimit: fields.scopelimit === true })
}

/** Credentials that can't be any: says why, and holds nothing of them. */
export function invalid(why: string): CosError {
  return new CosError('CredentialsInvalid', `The credentials are not usable: ${why}`, {
    hint: "Hand out STS's answer as it is, with token, startTime and expiredTime.",
  })
}

/** What a backend says when it gives no credentials, often with HTTP 200. */
function refusal(answer: unknown): CosError {
  const said = saidIn(answer) || `only the fields ${Object.keys(fieldsOf(answer)).join()}`
  return new CosError('CredentialsFailed', `The backend gave no credentials: ${said}`, {
    hint: 'See what the backend says.',
  })
}

/** The message in an answer that is an error, whatever it looks like; or an empty string. */
export function saidIn(answer: unknown): string {
  if (typeof answer === 'string') {
    return redact(answer.replace(/(?:<(style|script)[^]*?<\/\1>|<[^>]*>|\s)+/gi, ' ').trim())
  }
  const fields = flatten(answer)
  const message = text(fields, 'message', 'msg', 'errmsg', 'error', 'error_description')
  const RequestId = text(fields, 'requestid')
  return redact(`${text(fields, 'code')} ${message}${RequestId && ` (RequestId ${RequestId})`}`.trim())
}

/** All fields of an answer by their names in lower case, whatever envelopes they come in. */
function flatten(answer: unknown, flat: Record<string, unknown> = {}): Fields {
  for (const [name, value] of Object.entries(fieldsOf(answer))) {
    if (/^(response|data|credentials|error)$/i.test(name) && typeof value === 'object') flatten(value, flat)
    // STS writes Token; a token is the backend's own, for its session.
    else if (name !== 'token') flat[name.toLowerCase()] = value
  }
  return flat
}

function text(fields: Fields, ...names: string[]): string {
  const name = names.find((each) => fields[each] && typeof fields[each] !== 'object')
  return name ? String(fields[name]) : ''
}
