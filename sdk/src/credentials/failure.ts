import { CosError, type CosErrorCode } from '../errors'
import { redact } from '../redact'

/** No credentials, or none that can be any: passes on what came instead, without secrets. */
export function failed(
  code: CosErrorCode,
  came: unknown,
  statusCode?: number,
  retryable = /^(5|429)/.test(String(statusCode)),
): CosError {
  return new CosError(code, `The backend gave no credentials: ${redact(textOf(came))}`, {
    hint:
      statusCode === 401
        ? 'Log in again'
        : 'It must answer TmpSecretId, TmpSecretKey, SecurityToken, and ExpiredTime within 36 hours',
    statusCode,
    retryable,
  })
}

/** An `Error` as it is; all else as JSON, unless it goes in circles. */
function textOf(came: unknown): unknown {
  try {
    return came instanceof Error ? came : JSON.stringify(came)
  } catch {
    return came
  }
}
