import { PlatformError } from '../callbacks'
import type { Descriptors } from './descriptors'
import { outOfRange, statsOf, within } from './operations'
import type { FileStore } from './store'

/** What `read` takes. */
export interface ReadArguments {
  fd: string
  arrayBuffer: ArrayBuffer
  offset?: number
  length?: number
  /** Without it, where the last such read ended. */
  position?: number | null
}

/** `open`, `read`, `fstat` and `close`, as plain functions: they return, or throw a `PlatformError`. */
export class DescriptorOperations {
  constructor(
    private readonly store: FileStore,
    private readonly descriptors: Descriptors,
  ) {}

  readonly open = ({ filePath, flag = 'r' }: { filePath: string; flag?: string }) => {
    if (flag !== 'r') throw new PlatformError('permission denied when open using flag', 1302004)
    return { fd: this.descriptors.add(this.store.get(filePath)) }
  }

  /** Reads less than `length` only where the file ends. */
  readonly read = ({ fd, arrayBuffer, offset = 0, length = 0, position = null }: ReadArguments) => {
    const descriptor = this.descriptors.get(fd)
    if (!isArrayBuffer(arrayBuffer)) throw new PlatformError('array buffer does not exist', 1302005)
    if (!within(offset, arrayBuffer.byteLength)) throw outOfRange('offset', 1301007)
    if (!within(length, arrayBuffer.byteLength - offset)) throw outOfRange('length', 1301006)
    const { content } = descriptor.entry
    const start = position ?? descriptor.position
    if (!within(start, Number.MAX_SAFE_INTEGER)) throw outOfRange('position', 1301009)
    const bytesRead = Math.max(0, Math.min(length, content.size - start))
    if (bytesRead > 0) new Uint8Array(arrayBuffer, offset).set(content.bytes(start, bytesRead))
    if (position === null) descriptor.position += bytesRead
    return { bytesRead, arrayBuffer }
  }

  readonly fstat = ({ fd }: { fd: string }) => {
    const { content, modified } = this.descriptors.get(fd).entry
    return { stats: statsOf({ size: content.size, modified, directory: false }) }
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
