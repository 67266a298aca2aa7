/**
 * Percent-encodes as the signature document demands: the UTF-8 bytes of all but `A-Z a-z 0-9 - _ . ~`.
 * https://www.tencentcloud.com/document/product/436/7778
 */
export function urlEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The same, with `/` kept: an object key as a path. */
export function urlEncodePath(key: string): string {
  return urlEncode(key).replaceAll('%2F', '/')
}
