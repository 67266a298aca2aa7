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

/**
 * A file on the phone.
 * @param digest - with the platform's own digest of it, which reads all of it
 * @throws CosError `File`
 */
export async function openFile(platform: Platform, path: string, digest: boolean): Promise<Content> {
  const files = platform.getFileSystemManager()
  const withDigest = files.getFileInfo && (digest || !files.stat)
  const answer = withDigest
    ? await call(files, 'getFileInfo', { filePath: path, digestAlgorithm: 'md5' })
    : field(await call(files, 'stat', { path }), 'stats')
  const size = field(answer, 'size')
  const md5 = field(answer, 'digest')
  if (typeof size !== 'number') throw fileError('The platform does not tell the size of the file')
  return {
    size,
    md5: typeof md5 === 'string' && md5.length === 32 ? md5 : undefined,
    read: (position, length) => readFile(files, path, { position, length, size }),
  }
}

/** Deletes a file; that it is gone already is no failure, and neither that it cannot be. */
export function deleteFile(platform: Platform, filePath: string): Promise<unknown> {
  return call(platform.getFileSystemManager(), 'unlink', { filePath }).catch(() => undefined)
}

/** Puts a copy in the place of what is there. @throws CosError `StorageFull`, `File` */
export function copyFile(platform: Platform, srcPath: string, destPath: string): Promise<unknown> {
  return call(platform.getFileSystemManager(), 'copyFile', { srcPath, destPath })
}

interface Range {
  position: number
  length: number
  /** Of the file. */
  size: number
}

async function readFile(files: PlatformFiles, filePath: string, range: Range): Promise<ArrayBuffer> {
  const { length, size } = range
  if (!length) return new ArrayBuffer(0)
  // A small file takes one call. Descriptors came with base library 2.16.1.
  const isAtOnce = length === size && size <= LARGEST_READ
  return isAtOnce || !files.read ? readByPath(files, filePath, range) : readByDescriptor(files, filePath, range)
}

/** The descriptor lives no longer than one read: there are few, and a file may be paused on for long. */
async function readByDescriptor(files: PlatformFiles, filePath: string, range: Range): Promise<ArrayBuffer> {
  const fd = String(field(await call(files, 'open', { filePath, flag: 'r' }), 'fd'))
  try {
    const arrayBuffer = new ArrayBuffer(range.length)
    for (let offset = 0; offset < range.length; ) {
      const length = range.length - offset
      const position = range.position + offset
      const bytesRead = Number(
        field(await call(files, 'read', { fd, arrayBuffer, offset, length, position }), 'bytesRead'),
      )
      if (!(bytesRead > 0)) throw changed(filePath)
      offset += bytesRead
    }
    return arrayBuffer
  } finally {
    await call(files, 'close', { fd }).catch(() => undefined)
  }
}

/** `position` and `length` came with 2.10.0: before, all of the file is read, as the platform has no other way. */
async function readByPath(
  files: PlatformFiles,
  filePath: string,
  { position, length, size }: Range,
): Promise<ArrayBuffer> {
  const options = length === size ? { filePath } : { filePath, position, length }
  const data = field(await call(files, 'readFile', options), 'data')
  if (isArrayBuffer(data)) {
    if (data.byteLength === length) return data
    if (data.byteLength === size) return data.slice(position, position + length)
  }
  throw changed(filePath)
}

function changed(filePath: string): CosError {
  return fileError(`The file has changed while it was read (${filePath})`)
}

function fileError(message: string, cause?: unknown): CosError {
  return new CosError('File', message, { hint: 'Choose the file again.', cause })
}

/** A buffer of another realm is one, too. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

/** What one of the functions takes, besides what it calls back. */
type OptionsOf<Name extends keyof PlatformFiles> = Omit<
  Parameters<NonNullable<PlatformFiles[Name]>>[0],
  'success' | 'fail'
>

/** One of the platform's file functions as a promise. @throws CosError `Unsupported` where there is none such, `File` … */
function call<Name extends keyof PlatformFiles>(
  files: PlatformFiles,
  name: Name,
  options: OptionsOf<Name>,
): Promise<unknown> {
  return new Promise((success, reject) => {
    const fail = (error: unknown) => reject(fileFailure(error))
    const start = files[name]
    if (!start) return reject(new CosError('Unsupported', `The platform has no ${name}`, { hint: 'Update WeChat.' }))
    try {
      Reflect.apply(start, files, [{ ...options, success, fail }])
    } catch (thrown) {
      fail(thrown)
    }
  })
}

/** Whatever goes wrong with a file and is nothing more special is `File`. */
function fileFailure(error: unknown): CosError {
  const failure = anyFailure(error)
  return failure.code === 'Network' ? fileError(failure.message, failure.cause) : failure
}

function field(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined
}
