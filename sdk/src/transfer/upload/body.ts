import { utf8 } from '../../signature/encoding'
import { invalidArgument } from '../../errors/cos-error'
import { isArrayBuffer, type Content } from '../../platform/files'

/** What is uploaded from memory. @throws CosError `InvalidArgument` */
export function openBody(body: unknown): Content {
  const bytes = typeof body === 'string' ? bytesOf(body) : body
  if (!isArrayBuffer(bytes))
    throw invalidArgument(`Body must be a string or an ArrayBuffer, not of type ${typeof body}.`)
  return {
    size: bytes.byteLength,
    read: async (position, length) => bytes.slice(position, position + length),
  }
}

/** What `TextEncoder` does, which phones lack: a lone surrogate becomes the replacement character. */
function bytesOf(text: string): ArrayBuffer {
  // Read by code points, only a lone surrogate is one.
  const bytes = utf8(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0)).buffer
}
