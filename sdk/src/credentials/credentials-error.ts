import { CosError, isCosError, type CosErrorDetails } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { describeAnswer, isHarmless, summarizeAnswer } from './describe-answer'

const SHAPE = 'TmpSecretId, TmpSecretKey, SecurityToken and ExpiredTime in UNIX seconds, within 36 hours.'

/** There are no credentials in an answer: passes on what the backend said instead. @param asked - for what */
export function credentialsFailed(answer: unknown, asked: string, details: CosErrorDetails): CosError {
  const { statusCode } = details
  const status = statusCode && statusCode > 299 ? `HTTP ${statusCode}: ` : ''
  return new CosError(
    'CredentialsFailed',
    `The backend gave no credentials for ${asked}: ${status}${summarizeAnswer(answer)}`,
    Object.assign(
      {
        hint: statusCode === 401 ? 'Log in again.' : `Let the backend grant ${asked}. It must answer ${SHAPE}`,
        retryable: isPassing(statusCode),
        cause: describeAnswer(answer),
      },
      details,
    ),
  )
}

/** What came looks like credentials, and cannot be used. @param fault - as a whole sentence */
export function credentialsInvalid(fault: string, details?: CosErrorDetails): CosError {
  return new CosError('CredentialsInvalid', fault, Object.assign({ hint: `It must answer ${SHAPE}` }, details))
}

/** A function of the app that was to give credentials has thrown something. */
export function sourceFailed(thrown: unknown, asked: string): CosError {
  if (isCosError(thrown)) return thrown
  const statusCode = Number(asRecord(thrown).statusCode) || undefined
  return new CosError(
    'CredentialsFailed',
    `The source of credentials failed for ${asked}: ${summarizeAnswer(thrown)}`,
    {
      hint: 'See its cause, which a function among the options threw.',
      retryable: !statusCode || isPassing(statusCode),
      statusCode,
      // Printing an error shows all of its cause.
      cause: isHarmless(thrown) ? thrown : describeAnswer(thrown),
    },
  )
}

/** The source itself is in trouble, whatever it was asked for: it is to be left in peace for a while. */
export function isOutage({ code, statusCode, cause }: CosError): boolean {
  return (
    /^(Network|Timeout|Interrupted|CredentialsTimeout)$/.test(code) || isPassing(statusCode) || !!asRecord(cause).errMsg
  )
}

/** A status that says "later". */
function isPassing(statusCode = 0): boolean {
  return statusCode === 429 || statusCode > 499
}
