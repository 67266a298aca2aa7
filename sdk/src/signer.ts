/**
 * The COS request signature, step by step, in the specification's own words. Pure: no clock, no state.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
import { urlEncode } from './encode'
import type { Pairs } from './pairs'
import { hmacKey, hmacSha1, sha1, type HmacKey } from './sha1'

export interface SignableRequest {
  /** In any case. */
  method: string
  /** `/` and the key, not encoded. */
  uriPathname: string
  query: Pairs
  headers: Pairs
}

export interface FormattedPairs {
  /** The encoded names, joined by `;`. */
  list: string
  /** `name=value&…`, encoded. */
  text: string
}

export interface SignatureParts extends SignableRequest {
  SecretId: string
  /** `start;end` in UNIX seconds. */
  keyTime: string
  /** From `signKey`, prepared by `hmacKey`. */
  key: HmacKey
}

/** `HttpParameters` and `UrlParamList`: names encoded, then in lower case; sorted by the encoded name. */
export function formatParameters(query: Pairs): FormattedPairs {
  if (query.length === 0) return { list: '', text: '' }
  const encoded = query.map(([name, value]) => [urlEncode(name).toLowerCase(), urlEncode(value)] as const)
  encoded.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    list: encoded.map(([name]) => name).join(';'),
    text: encoded.map(([name, value]) => name + '=' + value).join('&'),
  }
}

/** `HttpHeaders` and `HeaderList`: as the parameters, with outer spaces and tabs of the values cut off. */
export function formatHeaders(headers: Pairs): FormattedPairs {
  return formatParameters(headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')] as const))
}

/** `HttpString`: the path is not encoded, empty lines stay, and it ends in a line break. */
export function httpString(method: string, uriPathname: string, parameters: string, headers: string): string {
  return method.toLowerCase() + '\n' + uriPathname + '\n' + parameters + '\n' + headers + '\n'
}

/** `StringToSign`. */
export function stringToSign(keyTime: string, http: string): string {
  return 'sha1\n' + keyTime + '\n' + sha1(http) + '\n'
}

/** `SignKey`: from here on it is forty characters of text. */
export function signKey(secretKey: HmacKey, keyTime: string): string {
  return hmacSha1(secretKey, keyTime)
}

/**
 * The value of an `Authorization` header. In a URL each of its values is encoded once more: `encodeAuthorization`.
 */
export function authorization({ SecretId, keyTime, key, ...request }: SignatureParts): string {
  const parameters = formatParameters(request.query)
  const headers = formatHeaders(request.headers)
  const http = httpString(request.method, request.uriPathname, parameters.text, headers.text)
  const signature = hmacSha1(key, stringToSign(keyTime, http))
  return (
    `q-sign-algorithm=sha1&q-ak=${SecretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}` +
    `&q-header-list=${headers.list}&q-url-param-list=${parameters.list}&q-signature=${signature}`
  )
}

/** An `Authorization` value as part of a URL's query. */
export function encodeAuthorization(value: string): string {
  return value
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=') + 1
      return pair.slice(0, equals) + urlEncode(pair.slice(equals))
    })
    .join('&')
}

/** A signing key that is kept for as long as the key time stays the same: most URLs of a page share it. */
export function keepSignKey(secretKey: string): (keyTime: string) => HmacKey {
  const secret = hmacKey(secretKey)
  let keptTime = ''
  let kept = secret
  return (keyTime) => {
    if (keyTime !== keptTime) {
      kept = hmacKey(signKey(secret, keyTime))
      keptTime = keyTime
    }
    return kept
  }
}
