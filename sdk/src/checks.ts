/** What callers give is checked once, where it enters. */
import { urlEncode } from './encode'
import { invalidArgument } from './errors'
import type { Pairs } from './pairs'
import type { Method, ObjectParams } from './types'

/** Bytes of UTF-8. @see https://cloud.tencent.com/document/product/436/13324 */
const LONGEST_KEY = 850

/** A key that reaches COS as it is. */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || /^$|^\/|(^|\/)\.\.?(\/|$)/.test(key) || isTooLong(key)) {
    throw invalidArgument('Key must be 1 to 850 bytes of UTF-8, without a leading slash, . or .. segments', key)
  }
  return key
}

function isTooLong(key: string): boolean {
  return key.length > LONGEST_KEY / 3 && urlEncode(key).replace(/%../g, '.').length > LONGEST_KEY
}

/** A lifetime in seconds, whole. */
export function checkExpires(expires: unknown = 900): number {
  if (typeof expires !== 'number' || !(expires > 0 && expires < Infinity)) {
    throw invalidArgument('Expires must be a positive number of seconds', expires)
  }
  return Math.ceil(expires)
}

/** Parameters or headers, with names that occur once whatever their case: COS compares them in lower case. */
export function checkPairs(what: 'Query' | 'Headers', record: ObjectParams['Query']): Pairs {
  if (record && typeof record !== 'object') throw invalidArgument(`${what} must be an object`, typeof record)
  const seen = new Set<string>()
  return Object.entries(record || {}).map(([name, value]) => {
    const lower = name.toLowerCase()
    if (!name || seen.has(lower)) throw invalidArgument(`${what} must name each once, whatever its case`, name)
    seen.add(lower)
    const text = String(value ?? '')
    if (typeof value === 'object' ? value : what === 'Headers' && /[\r\n\0]/.test(text)) {
      throw invalidArgument(`${what} must hold one line of text or a number for ${name}`, typeof value)
    }
    return [name, text] as const
  })
}

/** Half of a key. Never shows what came: it could be the secret. */
export function checkSecret(name: 'SecretId' | 'SecretKey', value: unknown): void {
  if (typeof value !== 'string' || !value) throw invalidArgument(`${name} must be a non-empty string`, typeof value)
}

const METHODS: readonly Method[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']

/** A method, in any case. */
export function checkMethod(method = 'GET'): Method {
  const known = METHODS.find((each) => each === method.toUpperCase())
  if (!known) throw invalidArgument(`Method must be one of ${METHODS.join()}`, method)
  return known
}
