import { CosError } from '../errors/cos-error'
import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import { lowerCaseHeaders } from '../platform/http'
import type { OfficialError, OfficialErrorDetail } from '../types/official-call'

/**
 * A failure with the fields of the official SDK's errors.
 * @param raw - what else is known of it: `headers`, `url`, `method`, `error`, `UploadId`
 */
export function toOfficialError(failure: CosError, raw: UnknownRecord): OfficialError {
  const { headers, url, method, error, UploadId } = raw
  const detail: OfficialErrorDetail = { Code: failure.code, Message: failure.message }
  // A copy: those who wait for the same credentials share the failure.
  return Object.assign(
    new CosError(failure.code, failure.message, Object.assign({}, failure)),
    { error: Object.assign(detail, asRecord(error).Code ? error : {}) },
    headers ? { headers: lowerCaseHeaders(headers) } : {},
    url ? { url: asText(url), method: asText(method) } : {},
    UploadId ? { UploadId: asText(UploadId) } : {},
  )
}
