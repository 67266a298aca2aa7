import { invalidArgument } from '../errors'
import { checkNumber } from '../numbers'
import type { UploadParams } from '../types'
import { MIN_PART } from './plan'

/** @see https://cloud.tencent.com/document/product/436/7750 */
const MAX_PART = 5 * 1024 ** 3

/** What callers say of an upload, checked where it enters. @throws CosError `InvalidArgument` */
export function checkUpload(params: UploadParams): void {
  const { FilePath, Body, Metadata } = params
  if ((FilePath === undefined) === (Body === undefined)) {
    throw invalidArgument('Either FilePath or Body must be given', Body === undefined ? 'neither' : 'both')
  }
  if (Body === undefined && (typeof FilePath !== 'string' || !FilePath)) {
    throw invalidArgument('FilePath must be the path of a file', FilePath)
  }
  checkNumber('partSize', params.partSize, MIN_PART, MAX_PART)
  checkNumber('partConcurrency', params.partConcurrency, 1, 1000)
  checkNumber('partThreshold', params.partThreshold, 0, Infinity)
  for (const [name, value] of Object.entries(Metadata || {})) checkMetadata(name, value)
}

/** HTTP carries nothing but ASCII there, and whoever reads it would have to know of any other encoding. */
function checkMetadata(name: string, value: unknown): void {
  if (!/^[\w-]+$/.test(name)) throw invalidArgument('A name in Metadata must be of letters, digits, - and _', name)
  if (typeof value === 'string' && /^[\x20-\x7e]*$/.test(value)) return
  const hint = 'Encode other text with encodeURIComponent, and decode it where it is read.'
  throw invalidArgument(`Metadata['${name}'] must be one line of ASCII`, value, hint)
}

/** What an object is stored with; the content type is always said, since the platform would say `application/json`. */
export function objectHeaders(params: UploadParams, detected: string): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': detected }
  for (const [name, value] of Object.entries(params.Headers || {})) headers[name.toLowerCase()] = value
  for (const [name, value] of Object.entries(params.Metadata || {})) headers[`x-cos-meta-${name.toLowerCase()}`] = value
  if (params.ContentType !== undefined) headers['content-type'] = params.ContentType
  return headers
}
