/**
 * The COS request signature, step by step, in the specification's own words. Pure: no clock, no state.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
import { urlEncode } from './encoding'
import { sha1 } from './hmac-sha1'
import type { SigningKey } from './signing-key'
import type { StringMap } from './string-map'

/** What a signature covers. */
export interface SignableRequest {
  Method: string
  /** Without a leading slash, not encoded. */
  Key: string
  Query: StringMap
  Headers: StringMap
  /** Those of `Headers`, where they are known: most requests share them. */
  canonicalHeaders?: CanonicalPairs | undefined
}

/** `UrlParamList` and `HttpParameters`, or `HeaderList` and `HttpHeaders`. */
export interface CanonicalPairs {
  /** The names, joined by `;`. */
  readonly list: string
  /** `name=value`, joined by `&`. */
  readonly text: string
}

const NOTHING: CanonicalPairs = { list: '', text: '' }

/** Names encoded, then in lower case; sorted by the encoded name. */
export function canonicalPairs(pairs: StringMap): CanonicalPairs {
  const names = Object.keys(pairs)
  if (names.length === 0) return NOTHING
  const encoded = names.map((name) => [urlEncode(name).toLowerCase(), urlEncode(pairs[name] || '')] as const)
  encoded.sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    list: encoded.map(([name]) => name).join(';'),
    text: encoded.map((pair) => pair.join('=')).join('&'),
  }
}

/** `HttpString`: the path is not encoded, empty lines stay, and it ends in a line break. */
export function httpString(method: string, path: string, parameters: string, headers: string): string {
  return `${method.toLowerCase()}\n${path}\n${parameters}\n${headers}\n`
}

/** `StringToSign`. */
export function stringToSign(keyTime: string, http: string): string {
  return `sha1\n${keyTime}\n${sha1(http)}\n`
}

/** The value of an `Authorization` header. */
export function authorization(
  { SecretId, signKey }: Pick<SigningKey, 'SecretId' | 'signKey'>,
  keyTime: string,
  request: SignableRequest,
): string {
  const parameters = canonicalPairs(request.Query)
  const headers = request.canonicalHeaders || canonicalPairs(request.Headers)
  const http = httpString(request.Method, `/${request.Key}`, parameters.text, headers.text)
  return (
    `q-sign-algorithm=sha1&q-ak=${SecretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}` +
    `&q-header-list=${headers.list}&q-url-param-list=${parameters.list}` +
    `&q-signature=${signKey(keyTime)(stringToSign(keyTime, http))}`
  )
}
