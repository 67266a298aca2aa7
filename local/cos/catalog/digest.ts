import { createHash } from 'node:crypto'
import { Crc64 } from './crc64'

/** What is known about bytes once they have all gone by. */
export interface Digests {
  size: number
  /** In lower-case hex. */
  md5: string
  /** In decimal. */
  crc64: string
}

/** Measures bytes on their way to the storage. */
export class Digest {
  private size = 0
  private readonly md5 = createHash('md5')
  private readonly crc64 = new Crc64()

  async *over(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.size += chunk.length
      this.md5.update(chunk)
      this.crc64.update(chunk)
      yield chunk
    }
  }

  /** Once all bytes have gone by. */
  result(): Digests {
    return { size: this.size, md5: this.md5.digest('hex'), crc64: this.crc64.digest() }
  }
}
