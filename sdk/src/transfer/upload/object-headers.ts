import type { UploadOptions } from './upload-params'

/** What an object is stored with; the content type is always said, since the platform would say `application/json`. */
export type ObjectHeaders = Record<string, string> & { 'content-type': string }

/** What the caller says, with the names in lower case. @param detected - the content type where that is not said */
export function objectHeaders(options: UploadOptions, detected = 'application/octet-stream'): ObjectHeaders {
  const headers: ObjectHeaders = { 'content-type': detected }
  const add = (prefix: string, more: UploadOptions['Headers'] = {}) => {
    Object.entries(more).forEach(([name, value]) => {
      headers[prefix + name.toLowerCase()] = value
    })
  }
  add('', options.Headers)
  add('x-cos-meta-', options.Metadata)
  if (options.ContentType) headers['content-type'] = options.ContentType
  return headers
}

/** The headers of a request that makes the object, which may not replace one where the caller forbids that. */
export function overwriteHeaders(
  { forbidOverwrite }: UploadOptions,
  headers: Record<string, string>,
): Record<string, string> {
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
