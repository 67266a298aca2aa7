import { md5, sha1 } from '@noble/hashes/legacy.js'

const CHUNK = 4 * 1024 * 1024

/** The digest that `getFileInfo` gives, read piece by piece. */
export async function digestOf(blob: Blob, algorithm: 'md5' | 'sha1'): Promise<string> {
  const hash = algorithm === 'sha1' ? sha1.create() : md5.create()
  for (let start = 0; start < blob.size; start += CHUNK) {
    hash.update(new Uint8Array(await blob.slice(start, start + CHUNK).arrayBuffer()))
  }
  return Array.from(hash.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
