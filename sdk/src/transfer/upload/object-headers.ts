import type { UploadParams } from '../../types/transfers'

/** What an object is stored with, with names in lower case. */
export type ObjectHeaders = Readonly<Record<string, string>>

/** Parameters of the official SDK that are headers, besides `x-cos-*`. */
const HEADER_NAMES: ObjectHeaders = {
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  StorageClass: 'x-cos-storage-class',
  ACL: 'x-cos-acl',
}

/** Parameters that only uploads have, in the words of the official SDK. */
export const UPLOAD_PARAMS = RegExp(`^(x-cos-.+|SliceSize|${Object.keys(HEADER_NAMES).join('|')})$`)

/** What the caller says. */
export function headersOfParams(params: UploadParams): ObjectHeaders {
  const headers: Record<string, string> = {}
  const add = (prefix: string, more: UploadParams['Headers'] = {}) =>
    Object.entries(more).forEach(([name, value]) => {
      headers[prefix + name.toLowerCase()] = value
    })
  add('', params.Headers)
  Object.entries(params).forEach(([name, value]) => {
    const header = HEADER_NAMES[name] || (name.startsWith('x-cos-') && name.toLowerCase())
    if (header && value !== undefined && value !== null) headers[header] = String(value)
  })
  add('x-cos-meta-', params.Metadata)
  if (params.ContentType) headers['content-type'] = params.ContentType
  return headers
}

/** The headers of a request that makes the object, which may not replace one where the caller forbids that. */
export function overwriteHeaders(
  { forbidOverwrite }: Pick<UploadParams, 'forbidOverwrite'>,
  headers: ObjectHeaders,
): ObjectHeaders {
  return forbidOverwrite ? Object.assign({}, headers, { 'x-cos-forbid-overwrite': 'true' }) : headers
}

/** Headers that each part needs as well as the request that begins the upload. Example: `x-cos-traffic-limit`. */
const PART_HEADER = /^(content-type|x-cos-traffic-limit|x-cos-server-side-encryption-customer-.*)$/
/** What to do with an object once it is there: an upload in parts ends with that. */
const COMPLETION_HEADER = /^pic-operations$/

/** Those of an object's headers that each of its parts has to carry. */
export function partHeaders(headers: ObjectHeaders): Record<string, string> {
  return matching(headers, PART_HEADER)
}

/** The headers of the request that ends an upload in parts. */
export function completionHeaders(headers: ObjectHeaders): Record<string, string> {
  return Object.assign(matching(headers, COMPLETION_HEADER), { 'content-type': 'application/xml' })
}

function matching(headers: ObjectHeaders, names: RegExp): Record<string, string> {
  const found: Record<string, string> = {}
  Object.entries(headers).forEach(([name, value]) => {
    if (names.test(name)) found[name] = value
  })
  return found
}
