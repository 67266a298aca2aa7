/** A page's address, taken apart. */
export interface PageAddress {
  route: string
  /** The values as they stand in the address: WeChat does not decode them. */
  query: Record<string, string>
}

/** Reads `/pages/a/a?x=1`, or a path relative to the page at `from`. */
export function parsePageUrl(url: string, from: string): PageAddress {
  const [path = '', query = ''] = url.split('?')
  return { route: resolvePath(path, from), query: parseQuery(query) }
}

/** Reads a query string without decoding it. */
export function parseQuery(query: string): Record<string, string> {
  const pairs = query.split('&').filter((pair) => pair !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=')
      return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    }),
  )
}

/** The opposite of `parseQuery`. */
export function formatQuery(query: Record<string, string>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** A path of the mini program, relative to the file `from` unless it starts with a slash. */
export function resolvePath(path: string, from: string): string {
  const segments = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}
