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
  return forbidOverwrite ? { ...headers, 'x-cos-forbid-overwrite': 'true' } : headers
}

/** Headers that each part needs as well as the request that begins the upload. Example: `x-cos-traffic-limit`. */
const PART_HEADER = /^(content-type|x-cos-traffic-limit|x-cos-server-side-encryption-customer-.*)$/

/** Those of an object's headers that each of its parts has to carry. */
export function partHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const ofPart: Record<string, string> = {}
  Object.entries(headers).forEach(([name, value]) => {
    if (PART_HEADER.test(name)) ofPart[name] = value
  })
  return ofPart
}

/** Those of an object's headers that say what to do with it once it is there: an upload in parts ends with them. */
export function completionHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const operations = headers['pic-operations']
  return { 'content-type': 'application/xml', ...(operations && { 'pic-operations': operations }) }
}
