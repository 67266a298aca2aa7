import { PlatformError } from '../callbacks'
import { contentOf } from './content'
import type { Descriptors } from './descriptors'
import { encode } from './encoding'
import { outOfRange, statsOf, within } from './operations'
import { type FileEntry, type FileStore, refuseUnwritable } from './store'
import { WrittenContent } from './written'

/** What `read` takes. */
export interface ReadArguments {
  fd: string
  arrayBuffer: ArrayBuffer
  offset?: number
  length?: number
  /** Without it, where the last such read ended. */
  position?: number | null
}

/** What `write` takes. */
export interface WriteArguments {
  fd: string
  data: ArrayBuffer | string
  /** Of the buffer. */
  offset?: number
  length?: number
  encoding?: string
  /** Without it, where the last such write ended. */
  position?: number
}

/** Whether a flag makes the file, and whether it can be written to then. */
const FLAGS: Readonly<Record<string, { creates: boolean; writes: boolean; isNew?: boolean }>> = {
  r: { creates: false, writes: false },
  'r+': { creates: false, writes: true },
  w: { creates: true, writes: true },
  'w+': { creates: true, writes: true },
  wx: { creates: true, writes: true, isNew: true },
  'wx+': { creates: true, writes: true, isNew: true },
}

/** `open`, `read`, `write`, `fstat` and `close`, as plain functions: they return, or throw a `PlatformError`. */
export class DescriptorOperations {
  constructor(
    private readonly store: FileStore,
    private readonly descriptors: Descriptors,
  ) {}

  readonly open = ({ filePath, flag = 'r' }: { filePath: string; flag?: string }) => {
    const mode = FLAGS[flag]
    if (!mode) throw new PlatformError('permission denied when open using flag', 1302004)
    if (mode.isNew && this.store.has(filePath)) throw new PlatformError(`file already exists ${filePath}`, 1301005)
    if (mode.writes) refuseUnwritable(this.store, filePath)
    if (mode.creates) this.store.put(filePath, contentOf(''))
    return { fd: this.descriptors.add(this.store.get(filePath), mode.writes) }
  }

  /** Beyond the end it leaves zeros; a file that was deleted meanwhile does not come back. */
  readonly write = ({ fd, data, offset = 0, length, encoding, position }: WriteArguments) => {
    const descriptor = this.descriptors.get(fd)
    if (!descriptor.isWritable) throw new PlatformError('bad file descriptor', 1300009)
    const bytes = encode(data, encoding)
    if (!within(offset, bytes.length)) throw outOfRange('offset', 1301007)
    if (!within(length ?? 0, bytes.length - offset)) throw outOfRange('length', 1301006)
    const written = bytes.subarray(offset, length === undefined ? undefined : offset + length)
    const start = position ?? descriptor.position
    if (!within(start, Number.MAX_SAFE_INTEGER)) throw outOfRange('position', 1301009)
    const { path } = descriptor.entry
    if (this.store.has(path)) {
      this.store.makeRoom(path, Math.max(this.store.get(path).content.size, start + written.length))
      this.store.put(path, WrittenContent.of(this.store.get(path).content, written, start))
    }
    if (position === undefined) descriptor.position += written.length
    return { bytesWritten: written.length }
  }

  /** Reads less than `length` only where the file ends. */
  readonly read = ({ fd, arrayBuffer, offset = 0, length = 0, position = null }: ReadArguments) => {
    const descriptor = this.descriptors.get(fd)
    if (!isArrayBuffer(arrayBuffer)) throw new PlatformError('array buffer does not exist', 1302005)
    if (!within(offset, arrayBuffer.byteLength)) throw outOfRange('offset', 1301007)
    if (!within(length, arrayBuffer.byteLength - offset)) throw outOfRange('length', 1301006)
    const { content } = this.current(descriptor.entry)
    const start = position ?? descriptor.position
    if (!within(start, Number.MAX_SAFE_INTEGER)) throw outOfRange('position', 1301009)
    const bytesRead = Math.max(0, Math.min(length, content.size - start))
    if (bytesRead > 0) new Uint8Array(arrayBuffer, offset).set(content.bytes(start, bytesRead))
    if (position === null) descriptor.position += bytesRead
    return { bytesRead, arrayBuffer }
  }

  readonly fstat = ({ fd }: { fd: string }) => {
    const { content, modified } = this.current(this.descriptors.get(fd).entry)
    return { stats: statsOf({ size: content.size, modified, directory: false }) }
  }

  /** As others may have written to it; what was deleted can still be read. */
  private current(entry: FileEntry): FileEntry {
    return this.store.has(entry.path) ? this.store.get(entry.path) : entry
  }

  readonly close = ({ fd }: { fd: string }): object => {
    this.descriptors.close(fd)
    return {}
  }
}

/** Also of another realm: jest runs tests in a realm of their own. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}
