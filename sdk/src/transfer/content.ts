import { utf8 } from '../signature/encoding'
import type { Environment } from '../platform/environment'
import { describeFile, readFile } from '../platform/files'

/** Bytes to be read piece by piece. */
export interface Content {
  readonly size: number
  /** In hex, where it was asked for and the platform digests files: with the size it tells a file from another. */
  readonly md5?: string
  /** @throws CosError `File` where there are not that many bytes */
  readonly read: (position: number, length: number) => Promise<ArrayBuffer>
}

/** A file on the phone. @param withDigest - whether its MD5 is wanted: that reads all of it. @throws CosError `File` */
export function openFile(environment: Environment, filePath: string, withDigest = false): Promise<Content> {
  const read = (position: number, length: number) => readFile(environment, filePath, position, length)
  return describeFile(environment, filePath, withDigest).then(({ size, md5 }) => ({ size, md5, read }))
}

/** What lies in memory; text as UTF-8. */
export function openBody(body: string | ArrayBuffer): Content {
  const bytes = typeof body === 'string' ? encodeText(body) : body
  return {
    size: bytes.byteLength,
    read: (position, length) => Promise.resolve(bytes.slice(position, position + length)),
  }
}

/** What `TextEncoder` does, which phones lack: a lone surrogate becomes the replacement character. */
function encodeText(text: string): ArrayBuffer {
  // Read by code points, only a lone surrogate is one.
  const bytes = utf8(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0)).buffer
}

/** The beginning of what can be read, with a character for each byte. */
export function readText(content: Content, maxBytes: number): Promise<string> {
  return content
    .read(0, Math.min(maxBytes, content.size))
    .then((bytes) => String.fromCharCode(...new Uint8Array(bytes)))
}
