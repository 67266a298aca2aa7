import { invalidArgument } from '../errors'
import type { Content } from './file'
import { isArrayBuffer } from './file'

/** What is uploaded from memory. @throws CosError `InvalidArgument` */
export function openBody(body: unknown): Content {
  const bytes = typeof body === 'string' ? utf8(body) : body
  if (!isArrayBuffer(bytes)) throw invalidArgument('Body must be a string or an ArrayBuffer', typeof body)
  return {
    size: bytes.byteLength,
    read: (position, length) =>
      Promise.resolve(length === bytes.byteLength ? bytes : bytes.slice(position, position + length)),
  }
}

/** What `TextEncoder` does, which phones lack: a lone surrogate becomes the replacement character. */
function utf8(text: string): ArrayBuffer {
  const wellFormed = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  )
  const encoded = encodeURIComponent(wellFormed)
  const bytes = new Uint8Array(encoded.replace(/%../g, '.').length)
  for (let from = 0, to = 0; from < encoded.length; to++) {
    const escaped = encoded[from] === '%'
    bytes[to] = escaped ? parseInt(encoded.slice(from + 1, from + 3), 16) : encoded.charCodeAt(from)
    from += escaped ? 3 : 1
  }
  return bytes.buffer
}
