/**
 * The COS request signature, step by step, in the specification's own words. Pure: no clock, no state.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
import { urlEncode } from './encode'
import type { Pairs } from './pairs'
import { hmacKey, hmacSha1, sha1, type HmacKey } from './sha1'

export interface FormattedPairs {
  /** The encoded names, joined by `;`. */
  list: string
  /** `name=value&…`, encoded. */
  text: string
}

/** What a signature covers. */
export interface SignableRequest {
  /** In any case. */
  method: string
  /** `/` and the key, not encoded. */
  uriPathname: string
  parameters: FormattedPairs
  headers: FormattedPairs
}

/** `HttpParameters` and `UrlParamList`: names encoded, then in lower case; sorted by the encoded name. */
export function formatParameters(query: Pairs): FormattedPairs {
  const encoded = query.map(([name, value]) => [urlEncode(name).toLowerCase(), urlEncode(value)] as const)
  encoded.sort(([a], [b]) => (a < b ? -1 : 1))
  return { list: encoded.map(([name]) => name).join(';'), text: encoded.map((pair) => pair.join('=')).join('&') }
}

/** `HttpHeaders` and `HeaderList`: as the parameters, with outer spaces and tabs of the values cut off. */
export function formatHeaders(headers: Pairs): FormattedPairs {
  return formatParameters(headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')] as const))
}

/** `HttpString`: the path is not encoded, empty lines stay, and it ends in a line break. */
export function httpString({ method, uriPathname, parameters, headers }: SignableRequest): string {
  return `${method.toLowerCase()}\n${uriPathname}\n${parameters.text}\n${headers.text}\n`
}

/** `StringToSign`. */
export function stringToSign(keyTime: string, http: string): string {
  return `sha1\n${keyTime}\n${sha1(http)}\n`
}

/**
 * The value of an `Authorization` header, under a `SignKey` made ready by `signKeys`. In a URL each of its values is
 * encoded once more: that is what `encode` is for.
 */
export function authorization(
  SecretId: string,
  keyTime: string,
  signKey: HmacKey,
  request: SignableRequest,
  encode = (text: string): string => text,
): string {
  const time = encode(keyTime)
  return (
    `q-sign-algorithm=sha1&q-ak=${encode(SecretId)}&q-sign-time=${time}&q-key-time=${time}` +
    `&q-header-list=${encode(request.headers.list)}&q-url-param-list=${encode(request.parameters.list)}` +
    `&q-signature=${hmacSha1(signKey, stringToSign(keyTime, httpString(request)))}`
  )
}

/**
 * `SignKey` by `KeyTime`, made ready for HMAC: from here on it is forty characters of text. The last one is kept, since
 * most URLs of a page share it.
 */
export function signKeys(secretKey: string): (keyTime: string) => HmacKey {
  const secret = hmacKey(secretKey)
  let last = ''
  let signKey = secret
  return (keyTime) => {
    if (keyTime !== last) {
      signKey = hmacKey(hmacSha1(secret, keyTime))
      last = keyTime
    }
    return signKey
  }
}
