import { CosError } from '../errors'
import { redact } from '../redact'
import type { Credentials } from '../types'
import { MAX_LIFE } from './clock'

/** Credentials as read from an answer. */
export interface ReadCredentials extends Credentials {
  /** The answer says that they are good for nothing but what was asked for. */
  ScopeLimit?: boolean
}

/** A signature that somebody else has made, for one request. */
export interface FinishedSignature {
  Authorization: string
  SecurityToken?: string
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`).
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they can't be any
 */
export function readAnswer(answer: unknown): ReadCredentials | FinishedSignature {
  const top = typeof answer === 'string' ? { Authorization: answer } : record(answer)
  const body = record(top.Response ?? (top.credentials || top.Credentials || top.TmpSecretId ? top : (top.data ?? top)))
  const finished = text(body, 'Authorization')
  if (finished) return readSignature(finished, text(body, 'SecurityToken', 'XCosSecurityToken'))

  const keys = record(body.credentials ?? body.Credentials ?? body)
  const TmpSecretId = text(keys, 'TmpSecretId', 'tmpSecretId')
  const TmpSecretKey = text(keys, 'TmpSecretKey', 'tmpSecretKey')
  if (!TmpSecretId && !TmpSecretKey) throw refusal(top)
  const SecurityToken = text(keys, 'SecurityToken', 'XCosSecurityToken', 'sessionToken', 'Token', 'token')
  const StartTime = seconds(body, 'StartTime', 'startTime')
  const ExpiredTime = seconds(body, 'ExpiredTime', 'expiredTime')
  if (!TmpSecretId || !TmpSecretKey) throw invalid('half of the key is missing')
  if (!SecurityToken) throw invalid('there is no SecurityToken, as with a permanent key')
  if (!ExpiredTime) throw invalid('there is no ExpiredTime')
  if (StartTime && ExpiredTime - StartTime > MAX_LIFE) throw invalid('they live for more than 36 hours')
  if (StartTime && ExpiredTime <= StartTime) throw invalid('they end before they start')
  return {
    TmpSecretId,
    TmpSecretKey,
    SecurityToken,
    StartTime,
    ExpiredTime,
    Scope: readScope(body.Scope),
    ScopeLimit: body.ScopeLimit === true,
  }
}

/** Credentials that can't be any: says why, and holds nothing of them. */
export function invalid(why: string): CosError {
  return new CosError('CredentialsInvalid', `The credentials are not usable: ${why}`, {
    hint: "Hand out STS's answer as it is: key, token, startTime and expiredTime.",
  })
}

function readSignature(Authorization: string, SecurityToken: string): FinishedSignature {
  if (!/(^|&)q-signature=[^&]/.test(Authorization)) throw invalid('the Authorization holds no q-signature')
  return SecurityToken ? { Authorization, SecurityToken } : { Authorization }
}

function readScope(scope: unknown): Credentials['Scope'] {
  const { Prefix, Actions } = record(scope)
  if (typeof Prefix !== 'string' || !Array.isArray(Actions)) return undefined
  return { Prefix, Actions: Actions.map(String) }
}

/** What a backend says when it gives no credentials, often with HTTP 200. */
function refusal(top: Record<string, unknown>): CosError {
  const said = saidIn(top)
  const message = said ? `The backend gave no credentials: ${said}` : 'The backend gave no credentials'
  const hint = said
    ? 'See what the backend says.'
    : `Its answer has the fields: ${Object.keys(top).join(', ').slice(0, 100) || 'none'}.`
  return new CosError('CredentialsFailed', message, { hint })
}

/** The message in an answer that is an error, or an empty string. */
export function saidIn(answer: unknown): string {
  if (typeof answer === 'string')
    return redact(
      answer
        .replace(/<(style|script)[^]*?<\/\1>|<[^>]*>/gi, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
  const top = record(answer)
  const inner = [top.error, top.Error, record(top.Response).Error].find(
    (each) => typeof each === 'object' && each !== null,
  )
  const body = record(inner ?? top)
  const code = text(body, 'code', 'Code')
  const message = text(body, 'message', 'Message', 'msg', 'errmsg', 'errMsg', 'error', 'error_description')
  const id = text(body, 'RequestId', 'requestId') || text(top, 'RequestId', 'requestId')
  return redact([code, message, id && `(RequestId ${id})`].filter(Boolean).join(' '))
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function text(from: Record<string, unknown>, ...names: string[]): string {
  for (const name of names) {
    const value = from[name]
    if ((typeof value === 'string' && value) || typeof value === 'number') return String(value)
  }
  return ''
}

function seconds(from: Record<string, unknown>, ...names: string[]): number | undefined {
  const value = Number(text(from, ...names))
  return value > 0 ? value : undefined
}
