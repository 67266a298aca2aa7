import { invalidArgument } from '../errors/cos-error'

/**
 * The specification's `UrlEncode`: UTF-8, with `A-Z a-z 0-9 - _ . ~` kept and all else as `%XX` in upper-case hex.
 * @throws CosError `InvalidArgument` for a lone surrogate, which UTF-8 cannot express
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function urlEncode(text: string): string {
  try {
    return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase())
  } catch {
    throw invalidArgument('Text must be Unicode: a lone surrogate has no UTF-8.')
  }
}

/** The UTF-8 bytes of a text, as characters below 256: ASCII is its own. */
export function utf8(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? unescape(encodeURIComponent(text)) : text
}

/** The text that is URL-encoded; as it is, where it is not. */
export function urlDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The text of UTF-8 bytes, given as characters below 256; as it is, where it is no UTF-8. */
export function decodeUtf8(bytes: string): string {
  try {
    return decodeURIComponent(bytes.replace(/[%\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`))
  } catch {
    return bytes
  }
}

/** `name=value&…`, encoded, in the order given. */
export function formatQuery(query: object): string {
  return Object.entries(query)
    .map(([name, value]) => `${urlEncode(name)}=${urlEncode(String(value))}`)
    .join('&')
}

/** A URL with more parameters, if there are any. */
export function withQuery(url: string, query: string): string {
  return query ? url + (url.includes('?') ? '&' : '?') + query : url
}
