import type { RawRequest } from '../handler'
import { invalidArgument } from './rejection'

/** Request headers by lower-case name, values without outer spaces and tabs. */
export type Headers = ReadonlyMap<string, string>

const LISTS = new Set(['accept', 'accept-encoding', 'accept-language', 'cache-control', 'connection', 'cookie', 'via'])

/** Reads the headers of the wire. One that decides something may not come twice: which of the two would count? */
export function readHeaders(raw: RawRequest['headers']): Headers {
  const headers = new Map<string, string>()
  for (const [name, value] of raw) {
    const id = name.toLowerCase()
    const text = value.replace(/^[ \t]+|[ \t]+$/g, '')
    const before = headers.get(id)
    if (before !== undefined && !LISTS.has(id)) throw invalidArgument(`The header ${id} is given twice.`)
    headers.set(id, before === undefined ? text : `${before}, ${text}`)
  }
  return headers
}

/** HTTP carries bytes, which Node hands on as Latin-1; signatures are over the UTF-8 text that they spell. */
export function headerText(value: string): string {
  if (/[\u0100-\uffff]/.test(value)) return value
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? value : text
}

/** The reverse: text as the header value that Node writes as its UTF-8 bytes. */
export function headerBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
