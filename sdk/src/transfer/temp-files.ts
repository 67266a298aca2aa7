import { asRecord } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { copyFile, deleteFile, describeFile } from '../platform/files'
import { StoredList } from '../platform/storage'

/** A quarter of the 200 MB that the platform gives an app for its files. */
const MAX_TOTAL_BYTES = 50 * 1024 * 1024

interface TempFile {
  readonly path: string
  readonly size: number
}

/**
 * Downloaded files that the platform does not keep as its own temporary ones: what came in ranges, and copies with an
 * extension that fits the content, where the platform's file has none. They lie among the app's own files, so they are deleted by rule:
 * - at the next start of the app, as the platform does with its temporary files;
 * - the oldest, where all together would take more than 50 MB;
 * - the older half, where the app has no room for a new one; as many as a large download needs.
 */
export interface TempFiles {
  /** The path of a copy; of the file itself, where there is no room for one. */
  copy(path: string, extension: string): Promise<string>
  /** A path that no other file has; `undefined` where the platform gives the app no place for files. */
  newPath(extension: string): string | undefined
  /** Takes a file in, which is deleted by the same rules from now on. */
  adopt(file: TempFile): Promise<void>
  /** Deletes the oldest, until so many bytes have become free. */
  makeRoom(bytes: number): Promise<void>
  /** Deletes files that nobody needs any more. */
  delete(files: readonly Pick<TempFile, 'path'>[]): Promise<void>
}

/** @param isNewStart - whether nothing that was handed out can be in use any more */
export function createTempFiles(environment: Environment, isNewStart: boolean): TempFiles {
  const { now, random } = environment
  /** The oldest first. */
  const list = new StoredList(environment.platform(), 'cos-miniprogram/files', parseTempFile)
  let lastNumber = 0

  function newPath(extension: string): string | undefined {
    const { USER_DATA_PATH } = environment.platform().env || {}
    if (!USER_DATA_PATH) return undefined
    // No other copy of this package in the app makes the same.
    return `${USER_DATA_PATH}/cos-${now()}-${++lastNumber}-${Math.floor(random() * 1e6)}${extension}`
  }

  async function adopt(file: TempFile): Promise<void> {
    const total = list.read().reduce((sum, { size }) => sum + size, file.size)
    await makeRoom(total - MAX_TOTAL_BYTES)
    list.update((files) => files.concat(file))
  }

  async function makeRoom(bytes: number): Promise<void> {
    let missing = bytes
    const oldest = list.read().filter(({ size }) => {
      const isNeeded = missing > 0
      missing -= size
      return isNeeded
    })
    await deleteAll(oldest)
  }

  async function deleteAll(files: readonly Pick<TempFile, 'path'>[]): Promise<void> {
    if (files.length === 0) return
    const paths = files.map(({ path }) => path)
    list.update((all) => all.filter(({ path }) => !paths.includes(path)))
    await Promise.all(paths.map((path) => deleteFile(environment, path)))
  }

  async function copy(path: string, extension: string): Promise<string> {
    const target = newPath(extension)
    if (!target) return path
    const { size } = await describeFile(environment, path, false)
    // Noted before it is there: it must not outlive a kill of the app.
    await adopt({ path: target, size })
    const older = list.read().filter((file) => file.path !== target)
    const tryToCopy = () =>
      copyFile(environment, path, target).then(
        () => true,
        () => false,
      )
    if (await tryToCopy()) return target
    await deleteAll(older.slice(0, Math.ceil(older.length / 2)))
    if (await tryToCopy()) return target
    await deleteAll([{ path: target }])
    return path
  }

  if (isNewStart) void deleteAll(list.read())
  return { copy, newPath, adopt, makeRoom, delete: deleteAll }
}

/** Another version may have kept something else. */
function parseTempFile(value: unknown): TempFile | undefined {
  const { path, size } = asRecord(value)
  return typeof path === 'string' ? { path, size: Number(size) || 0 } : undefined
}
