import { CosError, isCosError, type CosErrorCode } from '../errors/cos-error'
import { redact } from '../errors/redact'
import { asRecord } from '../platform/as-record'
import { describeAnswer } from './describe-answer'

const SHAPE = 'It must answer TmpSecretId, TmpSecretKey, SecurityToken and ExpiredTime (UNIX seconds, within 36 hours).'

/** What is known of an answer, besides itself. */
export interface AnswerDetails {
  statusCode?: number | undefined
  /** Seconds. */
  retryAfter?: number | undefined
}

/** There are no credentials in an answer: passes on what the backend said instead. */
export function credentialsFailed(answer: unknown, asked: string, { statusCode, retryAfter }: AnswerDetails): CosError {
  const said = describeAnswer(answer)
  const status = statusCode !== undefined && statusCode >= 300 ? `HTTP ${statusCode}: ` : ''
  return new CosError('CredentialsFailed', `The backend gave no credentials: ${status}${said.text}`, {
    hint: statusCode === 401 ? 'Log in again.' : `Asked for ${asked}. ${SHAPE}`,
    retryable: isPassing(statusCode),
    cause: said.cause,
    ...(statusCode !== undefined && { statusCode }),
    ...(retryAfter && { retryAfter }),
  })
}

/** What came looks like credentials, and cannot be used. @param fault - as a whole sentence */
export function credentialsInvalid(fault: string): CosError {
  return new CosError('CredentialsInvalid', fault, { hint: SHAPE })
}

/** A function that was to give credentials has thrown something. */
export function sourceFailed(thrown: unknown, asked: string): CosError {
  if (isCosError(thrown)) return thrown
  const { statusCode: status, message, errMsg } = Object(thrown) as Record<string, unknown>
  const statusCode = Number(status) || undefined
  const text = typeof thrown === 'string' ? thrown : message || errMsg || describeAnswer(thrown).text
  return new CosError('CredentialsFailed', `The source of credentials failed: ${redact(text)}`, {
    hint: `Asked for ${asked}. See cause for what getCredentials, getAuthorization, signUrl or headers threw.`,
    retryable: statusCode === undefined || isPassing(statusCode),
    cause: isHarmless(thrown) ? thrown : describeThrown(thrown),
    ...(statusCode && { statusCode }),
  })
}

/** Only what shows no secret, however it is printed, is handed on as it is. */
function isHarmless(thrown: unknown): boolean {
  const text = textOf(thrown)
  return text.length <= MAX_CAUSE_TEXT && redact(text) === text
}

const MAX_CAUSE_TEXT = 300

/** All that printing would show; endless for what goes in circles. */
function textOf(thrown: unknown): string {
  try {
    return `${String(thrown)} ${JSON.stringify(thrown) || ''}`
  } catch {
    return ' '.repeat(MAX_CAUSE_TEXT + 1)
  }
}

function describeThrown(thrown: unknown): object {
  const { name, message } = Object(thrown) as Record<string, unknown>
  return Object.assign({}, describeAnswer(thrown).cause, {
    ...(typeof name === 'string' && { name: redact(name) }),
    ...(typeof message === 'string' && { message: redact(message) }),
  })
}

const FAULTS_OF_THE_WAY: readonly CosErrorCode[] = ['Network', 'Timeout', 'Interrupted', 'CredentialsTimeout']

/** The source itself is in trouble, whatever it was asked for: it is to be left in peace for a while. */
export function isOutage(error: CosError): boolean {
  const isPlatformFailure = typeof asRecord(error.cause).errMsg === 'string'
  return isPassing(error.statusCode) || FAULTS_OF_THE_WAY.includes(error.code) || isPlatformFailure
}

/** A status that says "later". */
function isPassing(statusCode: number | undefined): boolean {
  return statusCode === 429 || (statusCode !== undefined && statusCode >= 500)
}
