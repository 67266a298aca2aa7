import { invalidArgument } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'

/** Parameters that are headers of HTTP. */
const HTTP_HEADERS = /^(Cache|Content)[A-Z]\w+$|^If[A-Z]\w+$|^(Expires|Range|PicOperations)$/
/** Parameters that are headers of COS: `x-cos-` and the same words. */
const COS_HEADERS =
  /^(MFA|ACL|Grant\w+|StorageClass|TrafficLimit|MimeLimit|ForbidOverwrite|MetadataDirective|CopySource\w*|ServerSideEncryption|SSE\w+)$/
/** What the platform sets itself: it takes neither from the app. */
const OF_PLATFORM = /^(ContentLength|Expect)$/

/** Whether a parameter is a header, and sent with a request. */
export function isHeaderParam(name: string): boolean {
  return headerOf(name) !== undefined || OF_PLATFORM.test(name)
}

/**
 * All headers that parameters name, in lower case: `Headers`, `x-cos-*`, and those that have words of their own.
 * @throws CosError `InvalidArgument`
 */
export function headersOf(given: object): Record<string, string> {
  const params = asRecord(given)
  const headers: Record<string, string> = {}
  const add = (name: string | undefined, value: unknown) => {
    if (!name || value === undefined || value === null) return
    if (Object(value) === value) throw invalidArgument(`The header ${name} must be text or a number.`)
    headers[name] = String(value as string | number | boolean)
  }
  for (const [name, value] of Object.entries(Object(params.Headers))) add(name.toLowerCase(), value)
  for (const [name, value] of Object.entries(params)) add(headerOf(name), value)
  return headers
}

/** `CacheControl` is `cache-control`, `SSEKMSKeyId` is `x-cos-server-side-encryption-cos-kms-key-id`. */
function headerOf(name: string): string | undefined {
  if (name.startsWith('x-cos-')) return name.toLowerCase()
  if (OF_PLATFORM.test(name)) return undefined
  if (HTTP_HEADERS.test(name)) return inKebabCase(name)
  return COS_HEADERS.test(name) ? `x-cos-${inKebabCase(name)}` : undefined
}

function inKebabCase(name: string): string {
  return name
    .replace(/^SSE/, 'ServerSideEncryption')
    .replace('EncryptionKMS', 'EncryptionCosKms')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
}
