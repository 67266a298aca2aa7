import type { RawRequest, RawResponse } from '../../../local/cos/handler'
import { addressOf } from './exchange'

/** How the platform spells the names of an answer's headers. `mixed` changes with every header. */
export type HeaderCase = 'given' | 'lower' | 'upper' | 'mixed'

// What an app cannot set: the platform drops them without a word.
const forbidden = new Set(['host', 'content-length', 'referer'])

/** The headers of a request: the app's, without those it may not set, and the platform's own. */
export function outgoingHeaders(
  given: Readonly<Record<string, unknown>> | undefined,
  about: { url: string; method: string; bytes: number; appId: string; contentType?: string },
): RawRequest['headers'] {
  const own = Object.entries(given ?? {})
    .filter(([name]) => !forbidden.has(name.toLowerCase()))
    .map(([name, value]) => [name, String(value)] as const)
  const typed = own.some(([name]) => name.toLowerCase() === 'content-type')
  return [
    ['host', addressOf(about.url).host],
    ...own,
    ...(typed || about.contentType === undefined ? [] : [['content-type', about.contentType] as const]),
    ...(about.bytes > 0 || about.method === 'PUT' || about.method === 'POST'
      ? [['content-length', String(about.bytes)] as const]
      : []),
    ['referer', `https://servicewechat.com/${about.appId}/devtools/page-frame.html`],
  ]
}

/** The `header` that the app gets: one string a name. */
export function incomingHeaders(headers: RawResponse['headers'], spelling: HeaderCase): Record<string, string> {
  const result: Record<string, string> = {}
  headers.forEach(([name, value], index) => {
    const spelled = spell(name, spelling, index)
    const before = result[spelled]
    result[spelled] = before === undefined ? value : `${before},${value}`
  })
  return result
}

/** The `cookies` that the app gets. */
export function cookiesOf(headers: RawResponse['headers']): string[] {
  return headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value)
}

/** The value of the header, whatever its case. */
export function headerOf(headers: RawResponse['headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}

function spell(name: string, spelling: HeaderCase, index: number): string {
  if (spelling === 'lower') return name.toLowerCase()
  if (spelling === 'upper') return name.toUpperCase()
  if (spelling === 'given') return name
  const mixed = (offset: number) => (letter: string, at: number) =>
    (at + offset) % 2 === 0 ? letter.toUpperCase() : letter.toLowerCase()
  return Array.from(name, mixed(index)).join('')
}
