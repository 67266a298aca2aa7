/** What callers give is checked once, where it enters. */
import { urlEncode } from './encode'
import { invalidArgument } from './errors'
import type { Pairs } from './pairs'

const MAX_KEY_BYTES = 850

/**
 * A key that reaches COS as it is.
 * @see https://cloud.tencent.com/document/product/436/13324
 */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') throw invalidArgument('Key must be a non-empty string', key)
  if (key.startsWith('/')) throw invalidArgument('Key must not begin with a slash', key)
  if (/(^|\/)\.\.?(\/|$)/.test(key)) throw invalidArgument('Key must not hold the segments . or ..', key)
  const encoded = urlEncode(key)
  if (encoded.length > MAX_KEY_BYTES) {
    const bytes = encoded.replace(/%../g, '.').length
    if (bytes > MAX_KEY_BYTES)
      throw invalidArgument(`Key must be 1 to ${MAX_KEY_BYTES} bytes of UTF-8`, `${bytes} bytes`)
  }
  return key
}

/** A lifetime in seconds. */
export function checkExpires(expires: unknown): number {
  if (typeof expires !== 'number' || !(expires > 0) || expires === Infinity) {
    throw invalidArgument('Expires must be a positive number of seconds', expires)
  }
  return expires
}

/** A record of parameters or headers, with names that occur once whatever their case: COS compares them in lower case. */
export function checkPairs(what: 'Query' | 'Headers', record: unknown): Pairs {
  if (record === undefined || record === null) return []
  if (typeof record !== 'object') throw invalidArgument(`${what} must be an object of names and values`, record)
  const seen: Record<string, true> = Object.create(null)
  return Object.entries(record).map(([name, value]) => {
    const lower = name.toLowerCase()
    if (!name || seen[lower]) throw invalidArgument(`Each name in ${what} must occur once, whatever its case`, name)
    seen[lower] = true
    return [name, checkValue(what, name, value)] as const
  })
}

function checkValue(what: string, name: string, value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw invalidArgument(`${what}['${name}'] must be text or a number`, value)
  }
  const text = String(value)
  if (what === 'Headers') checkHeader(name, text)
  return text
}

/** Never shows the value: it could be somebody's password. */
function checkHeader(name: string, text: string): void {
  if (/[\r\n\0]/.test(name + text))
    throw invalidArgument(`Headers['${name}'] must be one line`, 'text with a line break')
  // The address is encoded when it is made, a header not before it is signed.
  urlEncode(name + text)
}
