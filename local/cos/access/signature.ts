import { createHash, createHmac } from 'node:crypto'

/** What a signature covers; names and values encoded, as `q-header-list` and `q-url-param-list` have them. */
export interface SignedRequest {
  method: string
  /** `/` and the object key, not encoded. */
  path: string
  parameters: readonly EncodedPair[]
  headers: readonly EncodedPair[]
}

/** A name, encoded and in lower case, and its encoded value. */
export type EncodedPair = readonly [name: string, value: string]

/**
 * Step 5 of the signature document. The steps are named with its words.
 * https://www.tencentcloud.com/document/product/436/7778
 */
export function httpString({ method, path, parameters, headers }: SignedRequest): string {
  return [method.toLowerCase(), path, joinSorted(parameters), joinSorted(headers), ''].join('\n')
}

/** Step 6. */
export function stringToSign(keyTime: string, http: string): string {
  return `sha1\n${keyTime}\n${sha1(http)}\n`
}

/** Step 2. From here on it is text. */
export function signKey(secretKey: string, keyTime: string): string {
  return hmacSha1(secretKey, keyTime)
}

/** Step 7. */
export function signature(key: string, text: string): string {
  return hmacSha1(key, text)
}

/** In lower-case hex. */
export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex')
}

function hmacSha1(key: string, message: string): string {
  return createHmac('sha1', key).update(message).digest('hex')
}

function joinSorted(pairs: readonly EncodedPair[]): string {
  const sorted = [...pairs].sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return sorted.map((pair) => pair.join('=')).join('&')
}
