import { toCosError } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { toOfficialError } from '../official/official-error'
import { refusedRequestOf } from '../request/service-error'
import type { OfficialError } from '../types/official-call'
import { xmlToObject } from './xml-object'

/** Whatever was thrown, with the fields of the official SDK's errors. */
export function failureOf(thrown: unknown): OfficialError {
  const error = toCosError(thrown)
  const refused = refusedRequestOf(error)
  if (!refused) return toOfficialError(error, {})
  const { response, request } = refused
  return toOfficialError(error, {
    headers: response.headers,
    url: request.Url.replace(/\?.*/, ''),
    method: request.Method,
    error: asRecord(xmlToObject(String(response.data)).Error),
  })
}
