/** What callers give is checked once, where it enters. */
import { urlEncode, utf8 } from './encode'
import { check } from './errors'
import type { Pairs } from './pairs'
import type { Method, ObjectParams } from './types'

/** Bytes of UTF-8. @see https://cloud.tencent.com/document/product/436/13324 */
const LONGEST_KEY = 850

const METHODS: readonly string[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']

/** A key that reaches COS as it is; encoded, with `/` kept. */
export function encodeKey(key: unknown): string {
  const encoded = typeof key === 'string' && urlEncode(key)
  check(
    encoded && !/^\/\/|\/\.\.?\//.test(`/${key}/`) && utf8(key).length <= LONGEST_KEY,
    'Key must be 1 to 850 bytes, no leading /, no . or .. segments',
    key,
  )
  return encoded.replace(/%2F/g, '/')
}

/** A lifetime in seconds, whole. */
export function checkExpires(expires = 900): number {
  check(Number.isFinite(expires) && expires > 0, 'Expires must be a positive number of seconds', expires)
  return Math.ceil(expires)
}

/**
 * Parameters or headers, with names that occur once whatever their case: COS compares them in lower case. It ignores
 * spaces around the value of a header.
 * @param more - one more, unless it was given
 */
export function checkPairs(what: 'Query' | 'Headers', given: ObjectParams['Query'], more: Pairs = {}): Pairs {
  const checked: Record<string, string> = {}
  const seen = new Set([''])
  const checkThat = (isRight: boolean, came: unknown) =>
    check(isRight, `${what} must have names that differ, whatever their case, with a number or text of one line`, came)
  checkThat(!given || typeof given === 'object', given)
  for (const [name, value] of Object.entries(given || {})) {
    const text = String(value ?? '')
    // Text that has no UTF-8 is refused here, not when it is signed.
    urlEncode(name + text)
    checkThat(seen.size < seen.add(name.toLowerCase()).size && Object(value) !== value, name)
    checkThat(what === 'Query' || !/[\r\n\0]/.test(text), name)
    checked[name] = what === 'Query' ? text : text.trim()
  }
  return Object.keys(more).some((name) => seen.has(name)) ? checked : Object.assign(checked, more)
}

/** A method, in any case. */
export function checkMethod(method: string = 'GET'): Method {
  const known = method.toUpperCase()
  check(METHODS.includes(known), `Method must be one of ${METHODS.join()}`, method)
  return known as Method
}
