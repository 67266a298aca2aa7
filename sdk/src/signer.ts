/**
 * The COS request signature, step by step, in the specification's own words. Pure: no clock, no state.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
import { urlEncode } from './encode'
import { check } from './errors'
import type { Pairs } from './pairs'
import { hmacSha1, sha1 } from './sha1'

/** What a signature covers. */
export interface SignableRequest {
  Method: string
  /** Without a leading slash, not encoded. */
  Key: string
  Query: Pairs
  Headers: Pairs
}

/** A secret key made ready to sign. */
export interface Signer {
  SecretId: string
  /** `SignKey` of a `KeyTime`, made ready for HMAC. */
  signKey: (keyTime: string) => (text: string) => string
}

/**
 * `UrlParamList` and `HttpParameters`, or `HeaderList` and `HttpHeaders`: names encoded, then in lower case; sorted by
 * the encoded name.
 */
export function formatPairs(pairs: Pairs): [list: string, text: string] {
  // A space sorts before all that a name can hold.
  const encoded = Object.entries(pairs).map(([name, value]) => urlEncode(name).toLowerCase() + ' ' + urlEncode(value))
  encoded.sort()
  return [encoded.join(';').replace(/ [^;]*/g, ''), encoded.join('&').replace(/ /g, '=')]
}

/** `HttpString`: the path is not encoded, empty lines stay, and it ends in a line break. */
export function httpString(method: string, path: string, parameters: string, headers: string): string {
  return `${method.toLowerCase()}\n${path}\n${parameters}\n${headers}\n`
}

/** `StringToSign`. */
export function stringToSign(keyTime: string, http: string): string {
  return `sha1\n${keyTime}\n${sha1(http)}\n`
}

let lastHeaders: Pairs = {}
let lastFormatted = formatPairs(lastHeaders)

/** The value of an `Authorization` header. */
export function authorization({ SecretId, signKey }: Signer, keyTime: string, request: SignableRequest): string {
  const { Method, Key, Query, Headers } = request
  const [parameterList, parameters] = formatPairs(Query)
  // Most requests have the same one header.
  if (Headers !== lastHeaders) lastFormatted = formatPairs(Headers)
  lastHeaders = Headers
  const [headerList, headers] = lastFormatted
  const http = httpString(Method, '/' + Key, parameters, headers)
  return (
    `q-sign-algorithm=sha1&q-ak=${SecretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}` +
    `&q-header-list=${headerList}&q-url-param-list=${parameterList}` +
    `&q-signature=${signKey(keyTime)(stringToSign(keyTime, http))}`
  )
}

/** The last `SignKey` is kept, since most URLs of a page share it. From it on, it is forty characters of text. */
export function createSigner(SecretId: string, SecretKey: string): Signer {
  // Never shows what came: it could be the secret.
  check(SecretId && SecretKey, 'SecretId and SecretKey must be text', 'that')
  const secret = hmacSha1(SecretKey)
  let last = ''
  let key = secret
  return {
    SecretId,
    signKey(keyTime) {
      if (keyTime !== last) {
        key = hmacSha1(secret(keyTime))
        last = keyTime
      }
      return key
    },
  }
}
