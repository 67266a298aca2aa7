import { CosError } from '../errors'
import { fieldsOf, type Fields } from '../fields'
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

/**
 * A file on the phone.
 * @param digest - whether the platform's own digest is of use: it has to read all of the file for it
 * @throws CosError `File`
 */
export async function openFile(platform: Platform, filePath: string, digest: boolean): Promise<Content> {
  const files = platform.getFileSystemManager()
  const {
    stats,
    size = fieldsOf(stats).size,
    digest: md5,
  } = files.stat && !(digest && files.getFileInfo)
    ? await call(files, 'stat', { path: filePath })
    : await call(files, 'getFileInfo', { filePath, digestAlgorithm: 'md5' })
  if (!(typeof size === 'number' && size >= 0)) throw fileError('The platform does not tell the size of the file')
  return {
    size,
    md5: /^[0-9a-f]{32}$/i.test(String(md5)) ? String(md5) : undefined,
    async read(position, length) {
      if (!length) return new ArrayBuffer(0)
      const range = { filePath, position, length }
      // A small file takes one call. Descriptors came with base library 2.16.1.
      const isAtOnce = length === size && size <= LARGEST_READ
      const bytes = await (isAtOnce || !files.read ? readByPath : readByDescriptor)(files, range, size)
      if (bytes) return bytes
      throw fileError(`The file has changed while it was read (${filePath})`)
    },
  }
}

/** Deletes a file; that it is gone already is no failure, and neither that it cannot be. */
export async function deleteFile(platform: Platform, filePath: string): Promise<void> {
  await call(platform.getFileSystemManager(), 'unlink', { filePath }).catch(() => {})
}

/** Puts a copy in the place of what is there. @throws CosError `StorageFull`, `File` */
export async function copyFile(platform: Platform, srcPath: string, destPath: string): Promise<void> {
  await call(platform.getFileSystemManager(), 'copyFile', { srcPath, destPath })
}

/** What `readFile` reads at most. */
const LARGEST_READ = 100 * 1024 * 1024

interface Range {
  filePath: string
  position: number
  length: number
}

/** The descriptor lives no longer than one read: a file may be paused on for long. */
async function readByDescriptor(files: PlatformFiles, range: Range): Promise<ArrayBuffer | undefined> {
  const { filePath, position, length } = range
  const fd = String((await call(files, 'open', { filePath, flag: 'r' })).fd)
  try {
    const arrayBuffer = new ArrayBuffer(length)
    for (let offset = 0; offset < length; ) {
      const rest = { fd, arrayBuffer, offset, length: length - offset, position: position + offset }
      const bytesRead = Number((await call(files, 'read', rest)).bytesRead)
      if (!(bytesRead > 0)) return undefined
      offset += bytesRead
    }
    return arrayBuffer
  } finally {
    await call(files, 'close', { fd }).catch(() => {})
  }
}

/** `position` and `length` came with 2.10.0: before, all of the file is read, as the platform has no other way. */
async function readByPath(files: PlatformFiles, range: Range, size: number): Promise<ArrayBuffer | undefined> {
  const { filePath, position, length } = range
  const { data } = await call(files, 'readFile', length === size ? { filePath } : range)
  if (!isArrayBuffer(data)) return undefined
  if (data.byteLength === length) return data
  return data.byteLength === size ? data.slice(position, position + length) : undefined
}

/** A buffer of another realm is one, too. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

type Options<Name extends keyof PlatformFiles> = Parameters<NonNullable<PlatformFiles[Name]>>[0]

/** One of the platform's file functions as a promise. */
function call<Name extends keyof PlatformFiles>(
  files: PlatformFiles,
  name: Name,
  options: Omit<Options<Name>, 'success' | 'fail'>,
): Promise<Fields> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(fileFailure(error))
    const success = (result: unknown) => resolve(fieldsOf(result))
    const method: unknown = files[name]
    if (typeof method !== 'function') {
      return reject(new CosError('Unsupported', `The platform has no ${name}`, { hint: 'Update WeChat.' }))
    }
    try {
      Reflect.apply(method, files, [Object.assign({}, options, { success, fail })])
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

function fileError(message: string, cause?: unknown): CosError {
  return new CosError('File', message, { hint: 'Choose the file again.', cause })
}
