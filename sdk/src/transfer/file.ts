import { CosError } from '../errors'
import { anyFailure } from '../platform/file-failure'
import type { Platform, PlatformFiles } from '../platform/types'

/** Bytes to be read piece by piece. */
export interface Content {
  readonly size: number
  /** In hex, where the platform can digest files: together with the size it tells a file from another. */
  readonly md5?: string
  /** @throws CosError `File` where there are not that many bytes */
  read(position: number, length: number): Promise<ArrayBuffer>
}

/** What `readFile` reads at most. */
const LARGEST_READ = 100 * 1024 * 1024

interface FileInfo {
  size: number
  md5?: string
}

/** A file on the phone, with the platform's own digest of it. @throws CosError `File` */
export async function openFile(platform: Platform, path: string): Promise<Content> {
  const files = platform.getFileSystemManager()
  const { size, md5 } = await fileInfo(files, path, true)
  return { size, md5, read: (position, length) => readFile(files, path, { position, length, size }) }
}

/** As `openFile`, where nobody needs the digest. */
export async function openUndigested(platform: Platform, path: string): Promise<Content> {
  const files = platform.getFileSystemManager()
  const { size } = await fileInfo(files, path, false)
  return { size, read: (position, length) => readFile(files, path, { position, length, size }) }
}

/** Deletes a file; that it is gone already is no failure, and neither that it cannot be. */
export function deleteFile(platform: Platform, filePath: string): Promise<void> {
  return new Promise((resolve) => {
    const files = platform.getFileSystemManager()
    if (!files.unlink) return resolve()
    files.unlink({ filePath, success: () => resolve(), fail: () => resolve() })
  })
}

/** Puts a copy in the place of what is there. @throws CosError `StorageFull`, `File` */
export async function copyFile(platform: Platform, srcPath: string, destPath: string): Promise<void> {
  const files = platform.getFileSystemManager()
  if (!files.copyFile) throw new CosError('Unsupported', 'The platform has no copyFile', { hint: 'Update WeChat.' })
  await call((outcome) => files.copyFile?.({ srcPath, destPath, ...outcome }))
}

interface Range {
  position: number
  length: number
  /** Of the file. */
  size: number
}

/** Digesting reads all of the file, so that it is only asked for where it is of use. */
async function fileInfo(files: PlatformFiles, filePath: string, digest: boolean): Promise<FileInfo> {
  if (files.stat && (!digest || !files.getFileInfo)) {
    const answer = await call((outcome) => files.stat?.({ path: filePath, ...outcome }))
    return { size: sizeIn(field(answer, 'stats')) }
  }
  if (!files.getFileInfo) throw new CosError('Unsupported', 'The platform does not tell the size of files')
  const answer = await call((outcome) => files.getFileInfo?.({ filePath, digestAlgorithm: 'md5', ...outcome }))
  const md5 = field(answer, 'digest')
  return { size: sizeIn(answer), md5: typeof md5 === 'string' && /^[0-9a-f]{32}$/i.test(md5) ? md5 : undefined }
}

function sizeIn(answer: unknown): number {
  const size = field(answer, 'size')
  if (typeof size === 'number' && size >= 0) return size
  throw new CosError('File', 'The platform does not tell the size of the file', { hint: 'Choose the file again.' })
}

async function readFile(files: PlatformFiles, filePath: string, range: Range): Promise<ArrayBuffer> {
  if (range.length === 0) return new ArrayBuffer(0)
  // A small file takes one call. Descriptors came with base library 2.16.1.
  const isAtOnce = range.length === range.size && range.size <= LARGEST_READ
  if (!isAtOnce && files.open && files.read && files.close) return readByDescriptor(files, filePath, range)
  return readByPath(files, filePath, range)
}

/** The descriptor lives no longer than one read: there are few, and a file may be paused on for long. */
async function readByDescriptor(files: PlatformFiles, filePath: string, range: Range): Promise<ArrayBuffer> {
  const opened = await call((outcome) => files.open?.({ filePath, flag: 'r', ...outcome }))
  const fd = String(field(opened, 'fd'))
  try {
    const arrayBuffer = new ArrayBuffer(range.length)
    for (let offset = 0; offset < range.length; ) {
      const length = range.length - offset
      const position = range.position + offset
      const answer = await call((outcome) => files.read?.({ fd, arrayBuffer, offset, length, position, ...outcome }))
      const bytesRead = Number(field(answer, 'bytesRead'))
      if (!(bytesRead > 0)) throw changed(filePath)
      offset += bytesRead
    }
    return arrayBuffer
  } finally {
    await call((outcome) => files.close?.({ fd, ...outcome })).catch(() => undefined)
  }
}

/** `position` and `length` came with 2.10.0: before, all of the file is read, as the platform has no other way. */
async function readByPath(
  files: PlatformFiles,
  filePath: string,
  { position, length, size }: Range,
): Promise<ArrayBuffer> {
  const range = length === size ? {} : { position, length }
  const answer = await call((outcome) => files.readFile({ filePath, ...range, ...outcome }))
  const data = field(answer, 'data')
  if (!isArrayBuffer(data)) throw changed(filePath)
  if (data.byteLength === length) return data
  if (data.byteLength === size) return data.slice(position, position + length)
  throw changed(filePath)
}

function changed(filePath: string): CosError {
  return new CosError('File', `The file has become shorter while it was read (${filePath})`, {
    hint: 'Choose the file again.',
  })
}

/** A buffer of another realm is one, too. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

interface Outcome {
  success(result: unknown): void
  fail(error: unknown): void
}

/** One of the platform's file functions as a promise. */
function call(start: (outcome: Outcome) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(fileFailure(error))
    try {
      start({ success: resolve, fail })
    } catch (thrown) {
      fail(thrown)
    }
  })
}

/** Whatever goes wrong with a file and is nothing more special is `File`. */
function fileFailure(error: unknown): CosError {
  const failure = anyFailure(error)
  if (failure.code !== 'Network') return failure
  const { message, cause } = failure
  return new CosError('File', message, { hint: 'Choose the file again.', cause })
}

function field(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
}
