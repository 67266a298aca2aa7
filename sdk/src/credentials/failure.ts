import { CosError, type CosErrorCode } from '../errors'
import { redact } from '../redact'

/** No credentials, or none that can be any: passes on what came instead, without secrets. */
export function failed(
  code: CosErrorCode,
  came: unknown,
  statusCode?: number,
  retryable = /^(5|429)/.test(String(statusCode)),
): CosError {
  const said = redact(came instanceof Error ? came : JSON.stringify(came))
  return new CosError(code, `The backend gave no credentials: ${said}`, {
    hint: 'It must answer TmpSecretId, TmpSecretKey, SecurityToken, and ExpiredTime within 36 hours',
    statusCode,
    retryable,
  })
}
