import { compareUtf8 } from './objects'

/** Which page of the keys. */
export interface PageRequest {
  prefix: string
  /** Keys that have it after the prefix are folded into one common prefix. */
  delimiter: string
  /** The page starts after it. */
  marker: string
  /** Keys and common prefixes together. */
  max: number
}

/** One page. */
export interface Page {
  keys: string[]
  commonPrefixes: string[]
  /** The marker of the next page, if there is more. */
  next?: string | undefined
}

/** Cuts a page out of keys that are sorted by their UTF-8 bytes. */
export function listPage(sorted: readonly string[], request: PageRequest): Page {
  const page: Page = { keys: [], commonPrefixes: [] }
  let last: string | undefined
  for (const key of sorted) {
    if (!key.startsWith(request.prefix)) continue
    const commonPrefix = commonPrefixOf(key, request)
    const entry = commonPrefix ?? key
    if (entry === last || !isAfter(entry, request.marker)) continue
    if (page.keys.length + page.commonPrefixes.length >= request.max) return { ...page, next: last }
    last = entry
    if (commonPrefix === undefined) page.keys.push(key)
    else page.commonPrefixes.push(commonPrefix)
  }
  return page
}

/** Up to the first delimiter after the prefix, if there is one. */
export function commonPrefixOf(
  key: string,
  { prefix, delimiter }: Pick<PageRequest, 'prefix' | 'delimiter'>,
): string | undefined {
  const found = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
  return found < 0 ? undefined : key.slice(0, found + delimiter.length)
}

function isAfter(entry: string, marker: string): boolean {
  return marker === '' || compareUtf8(entry, marker) > 0
}
