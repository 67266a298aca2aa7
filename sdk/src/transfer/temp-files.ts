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
export class TempFiles {
  /** The oldest first. */
  private readonly list: StoredList<TempFile>
  private lastNumber = 0

  /** @param isNewStart - whether nothing that was handed out can be in use any more */
  constructor(
    private readonly environment: Environment,
    isNewStart: boolean,
  ) {
    this.list = new StoredList(environment.platform(), 'cos-miniprogram/files', parseTempFile)
    if (isNewStart) void this.delete(this.list.read())
  }

  /** The path of a copy; of the file itself, where there is no room for one. */
  async copy(path: string, extension: string): Promise<string> {
    const newPath = this.newPath(extension)
    if (!newPath) return path
    const { size } = await describeFile(this.environment, path, false)
    const copy = { path: newPath, size }
    // Noted before it is there: it must not outlive a kill of the app.
    await this.adopt(copy)
    const older = this.list.read().filter((file) => file.path !== newPath)
    const tryToCopy = () =>
      copyFile(this.environment, path, newPath).then(
        () => true,
        () => false,
      )
    if (await tryToCopy()) return newPath
    await this.delete(older.slice(0, Math.ceil(older.length / 2)))
    if (await tryToCopy()) return newPath
    await this.delete([copy])
    return path
  }

  /** A path that no other file has; `undefined` where the platform gives the app no place for files. */
  newPath(extension: string): string | undefined {
    const { USER_DATA_PATH } = this.environment.platform().env || {}
    return USER_DATA_PATH && `${USER_DATA_PATH}/${this.newName()}${extension}`
  }

  /** Takes a file in, which is deleted by the same rules from now on. */
  async adopt(file: TempFile): Promise<void> {
    const total = this.list.read().reduce((sum, { size }) => sum + size, file.size)
    await this.makeRoom(total - MAX_TOTAL_BYTES)
    this.list.update((files) => [...files, file])
  }

  /** Deletes the oldest, until so many bytes have become free. */
  async makeRoom(bytes: number): Promise<void> {
    let missing = bytes
    const oldest = this.list.read().filter(({ size }) => {
      const isNeeded = missing > 0
      missing -= size
      return isNeeded
    })
    await this.delete(oldest)
  }

  /** Deletes files that nobody needs any more. */
  async delete(files: readonly Pick<TempFile, 'path'>[]): Promise<void> {
    if (files.length === 0) return
    const paths = files.map(({ path }) => path)
    this.list.update((all) => all.filter(({ path }) => !paths.includes(path)))
    await Promise.all(paths.map((path) => deleteFile(this.environment, path)))
  }

  /** That no other copy of this package in the app makes, either. */
  private newName(): string {
    const { now, random } = this.environment
    return `cos-${now()}-${++this.lastNumber}-${Math.floor(random() * 1e6)}`
  }
}

/** Another version may have kept something else. */
function parseTempFile(value: unknown): TempFile | undefined {
  const { path, size } = asRecord(value)
  return typeof path === 'string' ? { path, size: Number(size) || 0 } : undefined
}
