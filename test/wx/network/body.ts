import { isArrayBuffer } from '../files/descriptor-operations'

/** What `wx.request` makes of `data`. */
export interface OutgoingBody {
  /** Appended to the URL. */
  query: string
  bytes: Uint8Array
  /** The app's own buffer, where it is one. */
  buffer?: ArrayBuffer
}

const bodiless = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/** A string or an ArrayBuffer goes as it is; anything else becomes text: of a GET the query, else JSON or a form. */
export function outgoingBody(data: unknown, method: string, contentType: string): OutgoingBody {
  if (data === undefined || data === null) return { query: '', bytes: new Uint8Array() }
  if (bodiless.has(method)) {
    return { query: typeof data === 'object' && !isArrayBuffer(data) ? formOf(data) : '', bytes: new Uint8Array() }
  }
  if (isArrayBuffer(data)) return { query: '', bytes: new Uint8Array(data), buffer: data }
  return { query: '', bytes: Buffer.from(textOf(data, contentType)) }
}

/** What the app gets of an answer. */
export function incomingData(
  bytes: Uint8Array<ArrayBuffer>,
  { responseType = 'text', dataType = 'json' }: { responseType?: string; dataType?: string },
): unknown {
  if (responseType === 'arraybuffer') return bytes.buffer
  const text = Buffer.from(bytes.buffer).toString()
  if (dataType !== 'json') return text
  try {
    return JSON.parse(text) as unknown
  } catch {
    // The platform gives what it could not parse as it is.
    return text
  }
}

function textOf(data: unknown, contentType: string): string {
  if (typeof data === 'string') return data
  const form = contentType.startsWith('application/x-www-form-urlencoded')
  return form && typeof data === 'object' && data !== null ? formOf(data) : JSON.stringify(data)
}

function formOf(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
}
