import { asRecord, type UnknownRecord } from './as-record'
import { anyFailure, promised } from './file-failure'
import type { Platform, PlatformFiles } from '../types/platform'

/** Bytes to be read piece by piece. */
export interface Content {
  readonly size: number
  /** In hex, where the platform can digest files: together with the size it tells a file from another. */
  readonly md5?: string
  /** @throws CosError `File` where there are not that many bytes */
  readonly read: (position: number, length: number) => Promise<ArrayBuffer>
}

/** A file on the phone. @throws CosError `File` */
export async function openFile(platform: Platform, filePath: string): Promise<Content> {
  const {
    stats,
    size = asRecord(stats).size,
    digest = '',
  } = await call(platform, 'getFileInfo', { filePath, digestAlgorithm: 'md5' }).catch(() =>
    call(platform, 'stat', { path: filePath }),
  )
  return {
    size: Number(size),
    md5: String(digest),
    async read(position, length) {
      if (!length) return new ArrayBuffer(0)
      const { data } = await call(platform, 'readFile', { filePath, position, length })
      if (isArrayBuffer(data)) {
        // Before 2.10.0 the platform reads files only as a whole.
        const bytes = data.byteLength > length ? data.slice(position, position + length) : data
        if (bytes.byteLength === length) return bytes
      }
      throw anyFailure({ errMsg: `readFile:fail ${filePath} has changed meanwhile` })
    },
  }
}

/** The beginning of a file, as characters below 256. */
export async function readText(content: Content, most: number): Promise<string> {
  return String.fromCharCode(...new Uint8Array(await content.read(0, Math.min(most, content.size))))
}

/** Deletes a file; that it is gone already is no failure, and neither that it cannot be. */
export function deleteFile(platform: Platform, filePath: string): Promise<unknown> {
  return call(platform, 'unlink', { filePath }).catch(() => {})
}

/** Puts a copy in the place of what is there. @throws CosError `StorageFull`, `File` */
export function copyFile(platform: Platform, srcPath: string, destPath: string): Promise<unknown> {
  return call(platform, 'copyFile', { srcPath, destPath })
}

/** A buffer of another realm is one, too. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return String(value) === '[object ArrayBuffer]'
}

type Options<Name extends keyof PlatformFiles> = Parameters<NonNullable<PlatformFiles[Name]>>[0]

/** One of the platform's file functions as a promise. @throws CosError */
function call<Name extends keyof PlatformFiles>(
  platform: Platform,
  name: Name,
  options: Omit<Options<Name>, 'success' | 'fail'>,
): Promise<UnknownRecord> {
  return promised((success, fail) => {
    const files = platform.getFileSystemManager()
    const method: unknown = files[name]
    if (typeof method === 'function') Reflect.apply(method, files, [Object.assign({ success, fail }, options)])
    else fail({ errMsg: `The platform has no ${name}` })
  })
}
