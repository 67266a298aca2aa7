import { Digest, type Digests } from './digest'
import type { Storage } from '../storage/storage'

/** Bytes in the storage: a run of blobs, of one object or one part. */
export type Content = readonly Piece[]

export interface Piece {
  blob: string
  size: number
}

/** Writes and reads the bytes of objects and parts. A blob that somebody is still reading is discarded afterwards. */
export class Contents {
  private readonly readers = new Map<string, number>()
  private readonly doomed = new Set<string>()

  constructor(private readonly storage: Storage) {}

  /** Stores bytes, and measures them. Nothing points to them yet. */
  async write(bytes: AsyncIterable<Uint8Array>): Promise<Digests & Piece> {
    const digest = new Digest()
    const blob = await this.storage.write(digest.over(bytes))
    return { ...digest.result(), blob }
  }

  /** From `start` up to, but not including, `end`. */
  async *read(content: Content, start: number, end: number): AsyncGenerator<Uint8Array> {
    content.forEach((piece) => this.hold(piece.blob))
    try {
      let offset = 0
      for (const { blob, size } of content) {
        const from = Math.max(start - offset, 0)
        const to = Math.min(end - offset, size)
        if (from < to) yield* this.storage.read(blob, from, to)
        offset += size
      }
    } finally {
      await Promise.all(content.map((piece) => this.release(piece.blob)))
    }
  }

  async discard(content: Content): Promise<void> {
    await Promise.all(
      content.map(async ({ blob }) => {
        if (this.readers.has(blob)) this.doomed.add(blob)
        else await this.storage.discard(blob)
      }),
    )
  }

  private hold(blob: string): void {
    this.readers.set(blob, (this.readers.get(blob) ?? 0) + 1)
  }

  private async release(blob: string): Promise<void> {
    const left = (this.readers.get(blob) ?? 1) - 1
    if (left > 0) {
      this.readers.set(blob, left)
      return
    }
    this.readers.delete(blob)
    if (this.doomed.delete(blob)) await this.storage.discard(blob)
  }
}

/** How many bytes there are. */
export function contentSize(content: Content): number {
  return content.reduce((sum, piece) => sum + piece.size, 0)
}
