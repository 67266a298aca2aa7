import { api, ApiError, syncApi } from '../call'
import { descriptors } from './descriptors'
import { toBytes } from './encoding'
import * as operations from './operations'
import { fileStore } from './store'
import { readSync } from './sync'
import { resized, written } from './written'

interface OpenOptions {
  filePath: string
  flag?: string
}

interface DescriptorOptions {
  fd: string
}

interface ReadOptions extends DescriptorOptions {
  arrayBuffer: ArrayBuffer
  offset?: number
  length?: number
  position?: number | null
}

interface WriteOptions extends DescriptorOptions {
  data: unknown
  encoding?: string
  offset?: number
  length?: number
  position?: number
}

interface TruncateOptions {
  length?: number
}

/** The functions of the file system that work on open files: base library 2.16.1 and later. */
export function openFiles() {
  return {
    open: api('open', (options: OpenOptions) => ({ fd: open(options) })),
    openSync: syncApi('openSync', open),
    read: api('read', async (options: ReadOptions) => {
      const { part, bytesRead } = partToRead(options)
      fill(options, new Uint8Array(await part.arrayBuffer()))
      return { bytesRead, arrayBuffer: options.arrayBuffer }
    }),
    readSync: syncApi('readSync', (options: ReadOptions) => {
      const { part, bytesRead } = partToRead(options)
      fill(options, readSync(part))
      return { bytesRead, arrayBuffer: options.arrayBuffer }
    }),
    write: api('write', write),
    writeSync: syncApi('writeSync', write),
    ftruncate: api('ftruncate', ftruncate),
    ftruncateSync: syncApi('ftruncateSync', ftruncate),
    truncate: api('truncate', truncate),
    truncateSync: syncApi('truncateSync', truncate),
    fstat: api('fstat', ({ fd }: DescriptorOptions) => ({ stats: operations.stat(descriptors.get(fd).path) })),
    fstatSync: syncApi('fstatSync', ({ fd }: DescriptorOptions) => operations.stat(descriptors.get(fd).path)),
    close: api('close', ({ fd }: DescriptorOptions) => descriptors.close(fd)),
    closeSync: syncApi('closeSync', ({ fd }: DescriptorOptions) => descriptors.close(fd)),
  }
}

function open({ filePath, flag = 'r' }: OpenOptions): string {
  return descriptors.open(filePath, flag)
}

/** Less than `length` only where the file ends. */
function partToRead({ fd, arrayBuffer, offset = 0, length = 0, position }: ReadOptions) {
  const descriptor = descriptors.forReading(fd)
  if (!(arrayBuffer instanceof ArrayBuffer)) throw new ApiError('array buffer does not exist', 1302005)
  requireWithin('offset', offset, arrayBuffer.byteLength)
  requireWithin('length', length, arrayBuffer.byteLength - offset)
  const start = position ?? descriptor.position
  requireWithin('position', start)
  const part = fileStore.get(descriptor.path).blob.slice(start, start + length)
  if (typeof position !== 'number') descriptor.position += part.size
  return { part, bytesRead: part.size }
}

function fill({ arrayBuffer, offset = 0 }: ReadOptions, bytes: Uint8Array): void {
  new Uint8Array(arrayBuffer).set(bytes, offset)
}

/** Beyond the end of the file it leaves zeros. */
function write({ fd, data, encoding, offset = 0, length, position }: WriteOptions): { bytesWritten: number } {
  const descriptor = descriptors.forWriting(fd)
  const bytes = toBytes(data, encoding)
  const isText = typeof data === 'string'
  if (!isText) requireWithin('offset', offset, bytes.length)
  if (!isText && length !== undefined) requireWithin('length', length, bytes.length - offset)
  const wanted = isText ? bytes : bytes.subarray(offset, length === undefined ? undefined : offset + length)
  const { blob } = fileStore.get(descriptor.path)
  const given = typeof position === 'number' ? position : descriptor.position
  requireWithin('position', given)
  fileStore.put(descriptor.path, written(blob, wanted, descriptor.mode.appends ? blob.size : given))
  if (typeof position !== 'number') descriptor.position = given + wanted.length
  return { bytesWritten: wanted.length }
}

function ftruncate({ fd, length }: TruncateOptions & DescriptorOptions): void {
  setSize(descriptors.forWriting(fd).path, length)
}

function truncate({ filePath, length }: TruncateOptions & { filePath: string }): void {
  operations.requireWritable(filePath)
  setSize(filePath, length)
}

function setSize(path: string, length = 0): void {
  requireWithin('length', length)
  fileStore.put(path, resized(fileStore.get(path).blob, length))
}

const OUT_OF_RANGE = { length: 1301006, offset: 1301007, position: 1301009 } as const

function requireWithin(name: keyof typeof OUT_OF_RANGE, value: number, end = Number.MAX_SAFE_INTEGER): void {
  const isWithin = Number.isInteger(value) && value >= 0 && value <= end
  if (!isWithin) throw new ApiError(`the value of "${name}" is out of range`, OUT_OF_RANGE[name])
}
