import type { FileContent } from './content'

/** What an open file holds that is written to: as large as it has to be, with zeros where nothing was written. */
export class WrittenContent implements FileContent {
  private constructor(
    private readonly buffer: Uint8Array,
    readonly size: number,
  ) {}

  /** What it holds when these bytes have been written there. */
  static of(content: FileContent, data: Uint8Array, position: number): WrittenContent {
    const size = Math.max(content.size, position + data.length)
    const buffer = content instanceof WrittenContent ? content.buffer : content.bytes(0, content.size)
    const room = buffer.length >= size ? buffer : grown(buffer, size)
    room.set(data, position)
    return new WrittenContent(room, size)
  }

  bytes(position: number, length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.buffer.subarray(position, position + length))
  }

  /** Another file's, which does not change with this one. */
  copy(): WrittenContent {
    return new WrittenContent(this.bytes(0, this.size), this.size)
  }
}

function grown(buffer: Uint8Array, size: number): Uint8Array {
  const larger = new Uint8Array(Math.max(size, Math.min(2 * buffer.length, size + 1024 * 1024)))
  larger.set(buffer)
  return larger
}
