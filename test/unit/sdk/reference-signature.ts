/**
 * The COS request signature once more, independently of the SDK: from the specification, with Node's own hashes.
 * @see https://cloud.tencent.com/document/product/436/7778
 */
import { createHash, createHmac } from 'node:crypto'
import type { Method } from 'cos-miniprogram'

type Pair = readonly [name: string, value: string]

export interface Signable {
  method: string
  /** `/` and the key, not encoded. */
  path: string
  query: readonly Pair[]
  headers: readonly Pair[]
}

/** The two lists and the signature over what they name. */
export function referenceSignature(request: Signable, secretKey: string, keyTime: string) {
  const parameters = encoded(request.query)
  const headers = encoded(request.headers.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]))
  const lines = [request.method.toLowerCase(), request.path, join(parameters), join(headers), '']
  const digest = createHash('sha1').update(lines.join('\n')).digest('hex')
  return {
    headerList: headers.map(([name]) => name).join(';'),
    urlParamList: parameters.map(([name]) => name).join(';'),
    signature: hmac(hmac(secretKey, keyTime), `sha1\n${keyTime}\n${digest}\n`),
  }
}

/** A URL as a server reads it: everything decoded once, the signature's own fields apart. */
export function readUrl(url: string) {
  const [, origin = '', path = '', search = ''] = /^(\w+:\/\/[^/?]+)([^?]*)\??(.*)$/.exec(url) ?? []
  const pairs = search.split('&').filter(Boolean).map(decodedPair)
  const isField = ([name]: Pair) => name.startsWith('q-')
  const fields = new Map(pairs.filter(isField))
  const field = (name: string) => fields.get(`q-${name}`)
  const [token] = pairs.filter(([name]) => name === 'x-cos-security-token').map(([, value]) => value)
  const [start, end] = (field('sign-time') ?? '').split(';').map(Number)
  return {
    origin,
    path: decodeURIComponent(path),
    query: pairs.filter((pair) => !isField(pair) && pair[0] !== 'x-cos-security-token'),
    token,
    secretId: field('ak'),
    start,
    end,
    keyTime: field('key-time') ?? '',
    headerList: field('header-list'),
    urlParamList: field('url-param-list'),
    signature: field('signature'),
  }
}

/** What a server expects of this URL, under the same key and times; `headers` is what arrives besides `host`. */
export function expectedOf(
  { Url, Method = 'GET', Headers = {} }: { Url: string; Method?: Method; Headers?: Record<string, string> },
  secretKey: string,
) {
  const { origin, path, query, keyTime } = readUrl(Url)
  const headers: Pair[] = [['host', origin.replace(/^\w+:\/\//, '')], ...Object.entries(Headers)]
  return referenceSignature({ method: Method, path, query, headers }, secretKey, keyTime)
}

function encoded(pairs: readonly Pair[]): Pair[] {
  const list = pairs.map(([name, value]) => [urlEncode(name).toLowerCase(), urlEncode(value)] as const)
  return list.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** Byte by byte, as the specification words it. */
function urlEncode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => String.fromCharCode(byte))
    .map((char) =>
      /[A-Za-z0-9_.~-]/.test(char) ? char : '%' + Buffer.from(char, 'latin1').toString('hex').toUpperCase(),
    )
    .join('')
}

function join(pairs: readonly Pair[]): string {
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

function hmac(key: string, message: string): string {
  return createHmac('sha1', key).update(message).digest('hex')
}

function decodedPair(text: string): Pair {
  const equals = text.indexOf('=')
  return [decodeURIComponent(text.slice(0, equals)), decodeURIComponent(text.slice(equals + 1))]
}
