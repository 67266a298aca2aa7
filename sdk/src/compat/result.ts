import type { HttpResponse } from '../platform/http'
import type { OfficialResult } from '../types/official-call'

/** What every result has of COS's answer, besides what is its own. */
export function resultOf<Own extends object>(
  { statusCode, headers }: Pick<HttpResponse, 'statusCode' | 'headers'>,
  own: Own,
): Own & OfficialResult {
  const result: Own & OfficialResult = Object.assign({}, own, { statusCode, headers: Object.assign({}, headers) })
  const take = (field: 'RequestId' | 'VersionId' | 'DeleteMarker', name: string) => {
    const value = headers[name]
    if (value) result[field] = value
  }
  take('RequestId', 'x-ci-request-id')
  take('RequestId', 'x-cos-request-id')
  take('VersionId', 'x-cos-version-id')
  take('DeleteMarker', 'x-cos-delete-marker')
  return result
}
