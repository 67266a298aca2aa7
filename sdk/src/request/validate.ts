/** What callers give is checked once, where it enters. All of these throw a `CosError` `InvalidArgument`. */
import { invalidArgument, shown, wrongValue } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { warn } from '../platform/environment'
import { urlEncode, utf8 } from '../signature/encoding'
import type { StringMap } from '../signature/string-map'
import type { Method } from '../types/signing'

/** Bytes of UTF-8. @see https://cloud.tencent.com/document/product/436/13324 */
const MAX_KEY_BYTES = 850

/** Leading slashes, and the segments that clients fold. Examples, with a slash before: `//a`, `/a/../b`. */
const UNREACHABLE_PATH = /^\/\/|\/\.\.?\//

const METHODS: readonly string[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']

/** All names that calls and the client's options know. */
const KNOWN_NAMES = new Set(
  (
    'Bucket Region Key Query QueryString Headers Domain Protocol UseAccelerate Method Expires stable downloadName Sign ' +
    'FilePath Body ContentType Metadata forbidOverwrite partThreshold partSize partConcurrency rangeSize ' +
    'rangeConcurrency onProgress Prefix Delimiter Marker MaxKeys SecretId SecretKey SecurityToken StartTime ' +
    'ExpiredTime KeyTime credentials getAuthorization credentialsTimeout wx now timers random'
  ).split(' '),
)
const warnedNames = new Set<string>()

/**
 * The parameters of a call, or options. Warns once of each name that nothing here knows: nothing that callers give is
 * dropped in silence.
 * @param what - names the call
 * @param ownNames - what only this call knows
 */
export function checkParams(what: string, params: unknown, ownNames?: Pick<RegExp, 'test'>): void {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw invalidArgument(`${what} needs an object with its parameters, such as { Key: 'a.jpg' }.`)
  }
  for (const name in params) {
    const isKnown = KNOWN_NAMES.has(name) || (ownNames && ownNames.test(name))
    if (!isKnown && !warnedNames.has(name)) {
      warnedNames.add(name)
      warn(`${name} is not known here, and ignored`)
    }
  }
}

/** The official SDK's calls call back; these do not. @param given - the arguments of a call @throws CosError `InvalidArgument` */
export function refuseCallback(given: ArrayLike<unknown>): void {
  if (given[1] === undefined) return
  throw invalidArgument('This call takes no callback: use await, or import from cos-miniprogram/compat.')
}

/** A key that reaches COS as it is; encoded, with `/` kept. */
export function encodeKey(key: unknown): string {
  if (typeof key !== 'string' || !key) throw wrongValue('Key must be text that is not empty', key)
  if (UNREACHABLE_PATH.test(`/${key}/`)) {
    throw invalidArgument(`Key must have no leading / and no . or .. as a segment, as ${shown(key)} has.`)
  }
  const encoded = urlEncode(key)
  if (utf8(key).length > MAX_KEY_BYTES) throw invalidArgument(`Key must have at most ${MAX_KEY_BYTES} bytes of UTF-8.`)
  return encoded.replace(/%2F/g, '/')
}

/** A path of a file on the phone. */
export function checkFilePath(path: unknown): void {
  if (typeof path !== 'string' || !path) throw wrongValue('FilePath must be the path of a file', path)
}

/** A lifetime in seconds, whole. */
export function checkExpires(expires: unknown = 900): number {
  if (typeof expires === 'number' && expires > 0 && expires < Infinity) return Math.ceil(expires)
  throw wrongValue('Expires must be a positive number of seconds', expires)
}

/** A method, in any case. */
export function checkMethod(method: unknown = 'GET'): Method {
  const upper = String(method).toUpperCase()
  if (METHODS.includes(upper)) return upper as Method
  throw wrongValue(`Method must be one of ${METHODS.join(', ')}`, method)
}

/** A whole number from `least` to `most`, or `most` itself; `undefined` is left to the default. */
export function checkNumber(name: string, value: unknown, least: number, most: number): void {
  if (value === undefined || value === most) return
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return
  throw wrongValue(`${name} must be a whole number from ${least} to ${most}`, value)
}

/** Whether there is a name in whatever case. @param name - in lower case */
export function hasName(pairs: StringMap, name: string): boolean {
  return Object.keys(pairs).some((each) => each.toLowerCase() === name)
}

/** Query parameters as text; nothing is an empty value. */
export function normalizeQuery(query: unknown): Record<string, string> {
  return normalizePairs('Query', query)
}

/** Headers as COS sees them: it ignores the spaces around a value. */
export function normalizeHeaders(headers: unknown): Record<string, string> {
  const normalized = normalizePairs('Headers', headers)
  Object.entries(normalized).forEach(([name, value]) => {
    if (/[\r\n\0]/.test(value)) throw invalidArgument(`Headers.${name} must be text of one line.`)
    normalized[name] = value.trim()
  })
  return normalized
}

/** Names may occur once, whatever their case: COS compares them in lower case. */
function normalizePairs(what: 'Query' | 'Headers', given: unknown = {}): Record<string, string> {
  if (typeof given !== 'object') throw invalidArgument(`${what} must be an object of names and values.`)
  const normalized: Record<string, string> = {}
  const names = new Set<string>()
  Object.entries(asRecord(given)).forEach(([name, value]) => {
    const lowerName = name.toLowerCase()
    if (!name) throw invalidArgument(`${what} must have no empty name.`)
    if (names.has(lowerName)) {
      throw invalidArgument(`${what} must name ${name} once: upper and lower case are the same.`)
    }
    if (Object(value) === value) throw invalidArgument(`${what}.${name} must be text or a number.`)
    names.add(lowerName)
    const text = value === undefined || value === null ? '' : String(value as Primitive)
    // Refuses what has no UTF-8: here, not when it is signed.
    urlEncode(name + text)
    normalized[name] = text
  })
  return normalized
}

type Primitive = string | number | boolean
