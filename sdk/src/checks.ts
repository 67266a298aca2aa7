/** What callers give is checked once, where it enters. */
import { urlEncode } from './encode'
import { check } from './errors'
import type { Method, ObjectParams } from './types'

/** Bytes of UTF-8. @see https://cloud.tencent.com/document/product/436/13324 */
const LONGEST_KEY = 850

const METHODS: readonly Method[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']

/** A key that reaches COS as it is; encoded, with `/` kept. */
export function encodeKey(key: unknown): string {
  const encoded = typeof key === 'string' && !/^$|^\/|(^|\/)\.\.?(\/|$)/.test(key) && urlEncode(key)
  check(
    encoded && (encoded.length <= LONGEST_KEY || encoded.replace(/%../g, '.').length <= LONGEST_KEY),
    'Key must be 1 to 850 bytes of UTF-8, without a leading slash, . or .. segments',
    key,
  )
  return encoded.replace(/%2F/g, '/')
}

/** A lifetime in seconds, whole. */
export function checkExpires(expires: unknown = 900): number {
  check(
    typeof expires === 'number' && expires > 0 && expires < Infinity,
    'Expires must be a positive number of seconds',
    expires,
  )
  return Math.ceil(expires)
}

/**
 * Parameters or headers, with names that occur once whatever their case: COS compares them in lower case. It ignores
 * spaces around the value of a header.
 */
export function checkPairs(what: 'Query' | 'Headers', given: ObjectParams['Query']): [string, string][] {
  if (!given) return []
  const isHeader = what === 'Headers'
  const seen = new Set([''])
  const checkThat = (isRight: boolean, came: string) =>
    check(isRight, `${what} must hold a number or one line of text by each name, whatever its case`, came)
  checkThat(typeof given === 'object', typeof given)
  return Object.entries(given).map(([name, value]) => {
    const text = String(value ?? '')
    const lower = name.toLowerCase()
    // Text that has no UTF-8 is refused here, not when it is signed.
    urlEncode(name + text)
    checkThat(!seen.has(lower) && !(value && typeof value === 'object') && !(isHeader && /[\r\n\0]/.test(text)), name)
    seen.add(lower)
    return [name, isHeader ? text.trim() : text]
  })
}

/** A key of the account. Never shows what came: it could be the secret. */
export function checkSecrets(...secrets: unknown[]): void {
  check(
    secrets.every((secret) => secret && typeof secret === 'string'),
    'SecretId and SecretKey must be text',
    'that',
  )
}

/** A method, in any case. */
export function checkMethod(method: string = 'GET'): Method {
  const known = METHODS.find((each) => each === method.toUpperCase())
  check(known, `Method must be one of ${METHODS.join()}`, method)
  return known
}
