import { seededRandom } from '../random'

/** What a file holds; made on demand, so that hundreds of megabytes cost no memory. */
export interface FileContent {
  readonly size: number
  /** A fresh copy of the bytes from `position` on; both arguments lie within the file. */
  bytes(position: number, length: number): Uint8Array<ArrayBuffer>
}

/** A file of these bytes, or of this text in UTF-8. */
export function contentOf(data: Uint8Array | ArrayBuffer | string): FileContent {
  const whole = typeof data === 'string' ? Buffer.from(data) : new Uint8Array(data)
  return {
    size: whole.length,
    bytes: (position, length) => new Uint8Array(whole.subarray(position, position + length)),
  }
}

const blockSize = 64 * 1024

/** Bytes like those of a video: of any size, the same for the same seed, no two blocks alike. */
export function generatedFile(size: number, seed = 1): FileContent {
  const noise = noiseOf(seed)
  return {
    size,
    bytes(position, length) {
      const bytes = new Uint8Array(length)
      const end = position + length
      for (let block = Math.floor(position / blockSize); block * blockSize < end; block++) {
        copyBlock(noise, block, { into: bytes, from: position })
      }
      return bytes
    },
  }
}

function noiseOf(seed: number): Uint8Array {
  const random = seededRandom(seed)
  const words = new Uint32Array(blockSize / 4)
  for (let index = 0; index < words.length; index++) words[index] = random() * 0x1_0000_0000
  return new Uint8Array(words.buffer)
}

/** Each block is the noise with its number at its start. */
function copyBlock(noise: Uint8Array, block: number, target: { into: Uint8Array; from: number }): void {
  const start = block * blockSize - target.from
  const skipped = Math.max(0, -start)
  const visible = noise.subarray(skipped, Math.min(blockSize, target.into.length - start))
  target.into.set(visible, start + skipped)
  for (let index = skipped; index < Math.min(4, skipped + visible.length); index++) {
    target.into[start + index] = (block >>> (8 * index)) & 0xff
  }
}
