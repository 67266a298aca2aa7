import { invalidArgument, shown } from '../../errors/cos-error'
import { checkNumber } from '../../request/validate'
import type { UploadParams } from '../../types/transfers'
import { MIN_PART } from './part-size'

/** @see https://cloud.tencent.com/document/product/436/7750 */
const MAX_PART = 5 * 1024 ** 3

/** What callers say of an upload, checked where it enters. @throws CosError `InvalidArgument` */
export function checkUpload(params: UploadParams): void {
  const { FilePath, Body, Metadata } = params
  const isFileGiven = typeof FilePath === 'string' && FilePath !== ''
  if (Body === undefined ? !isFileGiven : FilePath !== undefined) {
    throw invalidArgument(`Either FilePath or Body must be given: FilePath is ${shown(FilePath)}.`)
  }
  checkNumber('partSize', params.partSize, MIN_PART, MAX_PART)
  checkNumber('partConcurrency', params.partConcurrency, 1, 1000)
  checkNumber('partThreshold', params.partThreshold, 0, Infinity)
  for (const [name, value] of Object.entries(Metadata || {})) {
    // HTTP carries nothing but ASCII there, and whoever reads it would have to know of any other encoding.
    if (!/^[\w-]+\n[\x20-\x7e]*$/.test(`${name}\n${value}`)) {
      throw invalidArgument(`Metadata must have plain names and ASCII values: use encodeURIComponent for ${name}.`)
    }
  }
}

/** What an object is stored with; the content type is always said, since the platform would say `application/json`. */
export type ObjectHeaders = Record<string, string> & { 'content-type': string }

/** What the caller says, with the names in lower case. @param detected - the content type where that is not said */
export function objectHeaders(params: UploadParams, detected = 'application/octet-stream'): ObjectHeaders {
  const headers: ObjectHeaders = { 'content-type': detected }
  const add = (prefix: string, more: UploadParams['Headers'] = {}) => {
    for (const [name, value] of Object.entries(more)) headers[prefix + name.toLowerCase()] = value
  }
  add('', params.Headers)
  add('x-cos-meta-', params.Metadata)
  if (params.ContentType) headers['content-type'] = params.ContentType
  return headers
}

/** The headers of a request that makes the object, which may not replace one where the caller forbids that. */
export function forbidding({ forbidOverwrite }: UploadParams, headers: Record<string, string>): Record<string, string> {
  return Object.assign({}, headers, forbidOverwrite && { 'x-cos-forbid-overwrite': 'true' })
}
