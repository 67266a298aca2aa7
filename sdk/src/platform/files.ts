import { CosError } from '../errors/cos-error'
import type { PlatformFiles } from '../types/platform'
import { asRecord, type UnknownRecord } from './as-record'
import { callPlatform } from './call-platform'
import type { Environment } from './environment'
import { FILE_RULES } from './file-error'
import { toPlatformError } from './platform-error'

/** Bytes to be read piece by piece. */
export interface Content {
  readonly size: number
  /** In hex, where the platform can digest files: together with the size it tells a file from another. */
  readonly md5?: string
  /** @throws CosError `File` where there are not that many bytes */
  readonly read: (position: number, length: number) => Promise<ArrayBuffer>
}

/** A file on the phone. @throws CosError `File` */
export async function openFile(environment: Environment, filePath: string): Promise<Content> {
  const {
    stats,
    size = asRecord(stats).size,
    digest = '',
  } = await callFile(environment, 'getFileInfo', { filePath, digestAlgorithm: 'md5' }).catch(() =>
    callFile(environment, 'stat', { path: filePath }),
  )
  return {
    size: Number(size),
    md5: String(digest),
    async read(position, length) {
      if (!length) return new ArrayBuffer(0)
      const { data } = await callFile(environment, 'readFile', { filePath, position, length })
      if (isArrayBuffer(data)) {
        // Before 2.10.0 the platform reads files only as a whole.
        const bytes = data.byteLength > length ? data.slice(position, position + length) : data
        if (bytes.byteLength === length) return bytes
      }
      throw fileError('readFile:fail the file has changed meanwhile', filePath)
    },
  }
}

/** The beginning of a file, as characters below 256. */
export async function readText(content: Content, most: number): Promise<string> {
  return String.fromCharCode(...new Uint8Array(await content.read(0, Math.min(most, content.size))))
}

/** Deletes a file; that it is gone already is no failure, and neither that it cannot be. */
export function deleteFile(environment: Environment, filePath: string): Promise<unknown> {
  return callFile(environment, 'unlink', { filePath }).catch(() => {})
}

/** Puts a copy in the place of what is there. @throws CosError `StorageFull`, `File` */
export function copyFile(environment: Environment, srcPath: string, destPath: string): Promise<unknown> {
  return callFile(environment, 'copyFile', { srcPath, destPath })
}

/** A buffer of another realm is one, too. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return String(value) === '[object ArrayBuffer]'
}

/** Something that is wrong with a file. @param errMsg - as the platform would word it */
export function fileError(errMsg: string, filePath: string): CosError {
  return toPlatformError(`${errMsg}: ${filePath}`, { api: 'readFile', paths: [filePath] }, FILE_RULES)
}

type Options<Name extends keyof PlatformFiles> = Parameters<NonNullable<PlatformFiles[Name]>>[0]

/** What tells a result from whatever else a wrapper's promise may bring. */
const RESULT_FIELDS: Partial<Record<keyof PlatformFiles, string>> = {
  readFile: 'data',
  getFileInfo: 'size',
  stat: 'stats',
}

/** One of the platform's file functions as a promise, which settles in any case. @throws CosError */
async function callFile<Name extends keyof PlatformFiles>(
  environment: Environment,
  name: Name,
  options: Omit<Options<Name>, 'success' | 'fail'>,
): Promise<UnknownRecord> {
  const files = environment.platform().getFileSystemManager()
  const method: unknown = files[name]
  if (typeof method !== 'function') {
    throw new CosError('Unsupported', `The platform has no ${name}`, { hint: 'Update WeChat.' })
  }
  return callPlatform(environment, {
    api: name,
    paths: Object.values(options).filter((value) => typeof value === 'string'),
    start: (callbacks) => Reflect.apply(method, files, [Object.assign({}, options, callbacks)]),
    resultField: RESULT_FIELDS[name],
    rules: FILE_RULES,
  })
}
