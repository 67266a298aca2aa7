import { invalidArgument } from '../errors'
import { isArrayBuffer, type Content } from './file'

/** What is uploaded from memory. @throws CosError `InvalidArgument` */
export function openBody(body: unknown): Content {
  const bytes = typeof body === 'string' ? utf8(body) : body
  if (!isArrayBuffer(bytes)) throw invalidArgument('Body must be a string or an ArrayBuffer', typeof body)
  return {
    size: bytes.byteLength,
    read: async (position, length) => bytes.slice(position, position + length),
  }
}

/** What `TextEncoder` does, which phones lack: a lone surrogate becomes the replacement character. */
function utf8(text: string): ArrayBuffer {
  // Read by code points, only a lone surrogate is one.
  const escaped = encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
  const bytes = escaped.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0)).buffer
}
