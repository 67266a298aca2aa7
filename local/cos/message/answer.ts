import type { RawResponse } from '../handler'
import { writeXml, type XmlValue } from './xml'

/** Headers of an answer, in the order in which they are sent. */
export type AnswerHeaders = RawResponse['headers']

/** An answer with these bytes, or none. */
export function answer(status: number, headers: AnswerHeaders = [], body?: Uint8Array): RawResponse {
  return {
    status,
    headers: status === 204 || status === 304 ? headers : [...headers, ['Content-Length', String(body?.length ?? 0)]],
    body: once(body),
  }
}

/** An answer whose body is an XML document. */
export function xmlAnswer(status: number, root: string, value: XmlValue, headers: AnswerHeaders = []): RawResponse {
  return answer(status, [['Content-Type', 'application/xml'], ...headers], writeXml(root, value))
}

async function* once(bytes: Uint8Array | undefined): AsyncGenerator<Uint8Array> {
  if (bytes && bytes.length > 0) yield bytes
}

/** A time in a header, such as `Thu, 01 Jan 2026 00:00:00 GMT`. */
export function httpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString()
}

/** A time in XML, such as `2026-01-01T00:00:00.000Z`. */
export function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
