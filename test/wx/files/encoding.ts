import { PlatformError } from '../callbacks'

const encodings: Readonly<Record<string, BufferEncoding>> = {
  ascii: 'ascii',
  base64: 'base64',
  binary: 'binary',
  hex: 'hex',
  ucs2: 'ucs2',
  'ucs-2': 'ucs2',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
  'utf-8': 'utf8',
  utf8: 'utf8',
  latin1: 'latin1',
}

/** What `readFile` gives: an ArrayBuffer unless an encoding is named. */
export function decode(bytes: Uint8Array<ArrayBuffer>, encoding: string | undefined): string | ArrayBuffer {
  if (encoding === undefined) return bytes.buffer
  return Buffer.from(bytes.buffer).toString(known(encoding))
}

/** What `writeFile` writes. */
export function encode(data: string | ArrayBuffer, encoding = 'utf8'): Uint8Array<ArrayBuffer> {
  return typeof data === 'string' ? new Uint8Array(Buffer.from(data, known(encoding))) : new Uint8Array(data.slice(0))
}

function known(encoding: string): BufferEncoding {
  const found = encodings[encoding]
  if (!found) throw new PlatformError(`invalid encoding "${encoding}"`, 1300022)
  return found
}
