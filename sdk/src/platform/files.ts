import type { CosError } from '../errors/cos-error'
import type { PlatformFiles } from '../types/platform'
import { asRecord, type UnknownRecord } from './as-record'
import { callPlatform } from './call-platform'
import type { Environment } from './environment'
import { FILE_RULES } from './file-error'
import { toPlatformError } from './platform-error'

/** What the platform says of a file. */
export interface FileDescription {
  size: number
  /** In hex; empty where the platform does not digest files. */
  md5: string
}

/**
 * Size and, where it is wanted, MD5 of a file: that makes the platform read all of it.
 * @throws CosError `File`, `Unsupported`
 */
export function describeFile(
  environment: Environment,
  filePath: string,
  withDigest: boolean,
): Promise<FileDescription> {
  const digest = () => callFile(environment, 'getFileInfo', { filePath, digestAlgorithm: 'md5' })
  const stat = () => callFile(environment, 'stat', { path: filePath }).then(({ stats }) => asRecord(stats))
  const [first, second] = withDigest ? [digest, stat] : [stat, digest]
  return first()
    .catch(second)
    .then(({ size, digest: md5 = '' }) => ({ size: Number(size), md5: String(md5) }))
}

/** Bytes of a file. @throws CosError `File`, also where there are not that many */
export function readFile(
  environment: Environment,
  filePath: string,
  position: number,
  length: number,
): Promise<ArrayBuffer> {
  if (length === 0) return Promise.resolve(new ArrayBuffer(0))
  return callFile(environment, 'readFile', { filePath, position, length }).then(({ data }) => {
    if (isArrayBuffer(data)) {
      // Before 2.10.0 the platform reads files only as a whole.
      const bytes = data.byteLength > length ? data.slice(position, position + length) : data
      if (bytes.byteLength === length) return bytes
    }
    throw fileError('readFile:fail the file has changed meanwhile', filePath)
  })
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
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
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
  getSavedFileList: 'fileList',
  open: 'fd',
  write: 'bytesWritten',
}

/** One of the platform's file functions as a promise, which settles in any case. @throws CosError */
export function callFile<Name extends keyof PlatformFiles>(
  environment: Environment,
  name: Name,
  options: Omit<Options<Name>, 'success' | 'fail'>,
): Promise<UnknownRecord> {
  return callPlatform(environment, {
    api: name,
    options,
    target: () => environment.platform().getFileSystemManager(),
    paths: Object.values(options).filter((value) => typeof value === 'string'),
    resultField: RESULT_FIELDS[name],
    rules: FILE_RULES,
  })
}
