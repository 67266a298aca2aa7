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
  return new CosError('CredentialsFailed', `The backend gave no credentials: ${said.text}`, {
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
  const { statusCode: status, message, errMsg } = asRecord(thrown)
  const statusCode = Number(status) || undefined
  const text = typeof thrown === 'string' ? thrown : message || errMsg || describeAnswer(thrown).text
  return new CosError('CredentialsFailed', `The source of credentials failed: ${redact(text)}`, {
    hint: `Asked for ${asked}. See cause for what getCredentials, getAuthorization, signUrl or headers threw.`,
    retryable: statusCode === undefined || isPassing(statusCode),
    cause: thrown,
    ...(statusCode && { statusCode }),
  })
}

const FAULTS_OF_THE_WAY: readonly CosErrorCode[] = ['Network', 'Timeout', 'Interrupted', 'CredentialsTimeout']

/** The source itself is in trouble, whatever it was asked for: it is to be left in peace for a while. */
export function isOutage(error: CosError): boolean {
  return isPassing(error.statusCode) || FAULTS_OF_THE_WAY.includes(error.code)
}

/** A status that says "later". */
function isPassing(statusCode: number | undefined): boolean {
  return statusCode === 429 || (statusCode !== undefined && statusCode >= 500)
}
