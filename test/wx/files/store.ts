import { PlatformError } from '../callbacks'
import type { Limits } from '../limits'
import type { FileContent } from './content'

/** `wx.env.USER_DATA_PATH`. */
export const userDataPath = 'wxfile://usr'

/** Where a file lies: WeChat counts the temporary ones by themselves, and may lose them. */
export type FileKind = 'temporary' | 'user' | 'saved'

/** A file on the phone. */
export interface FileEntry {
  readonly path: string
  readonly content: FileContent
  /** UNIX seconds. */
  readonly modified: number
}

/** The phone's files. They outlive the app. */
export class FileStore {
  private readonly entries = new Map<string, FileEntry>()
  private readonly directories = new Set([userDataPath])
  private lastNumber = 0
  private full = false

  constructor(
    private readonly limits: Limits,
    private readonly now: () => number,
  ) {}

  /** Throws `no such file or directory`. */
  get(path: string): FileEntry {
    const entry = this.entries.get(path)
    if (entry) return entry
    if (this.directories.has(path)) throw new PlatformError(`operation not permitted, open ${path}`, 1300001)
    throw noSuchFile(path)
  }

  has(path: string): boolean {
    return this.entries.has(path)
  }

  isDirectory(path: string): boolean {
    return this.directories.has(path)
  }

  /** Puts a file, as if a camera, a chat or the app had; throws where there is no room. */
  put(path: string, content: FileContent): void {
    this.refuseExcess(path, content.size)
    this.entries.set(path, { path, content, modified: Math.floor(this.now() / 1000) })
  }

  /** Throws where a file of this size has no room. */
  makeRoom(path: string, size: number): void {
    this.refuseExcess(path, size)
  }

  /** Throws `no such file or directory`. */
  remove(path: string): void {
    this.get(path)
    this.entries.delete(path)
  }

  /** Takes no room, where there is none left, either. */
  move(path: string, newPath: string): void {
    const { content, modified } = this.get(path)
    this.entries.delete(path)
    this.entries.set(newPath, { path: newPath, content, modified })
  }

  addDirectory(path: string): void {
    this.directories.add(path)
  }

  /** A path for a new file; never used before. */
  newPath(kind: 'temporary' | 'saved', extension = ''): string {
    const number = String(++this.lastNumber).padStart(6, '0')
    return `wxfile://${kind === 'temporary' ? 'tmp' : 'store'}_${number}${extension}`
  }

  /** All of a kind, in the order they came. */
  list(kind?: FileKind): FileEntry[] {
    return [...this.entries.values()].filter((entry) => kind === undefined || kindOf(entry.path) === kind)
  }

  /** Names directly below a directory. */
  names(directory: string): string[] {
    const below = this.below(directory).map((path) => path.slice(directory.length + 1))
    return below.filter((name) => !name.includes('/'))
  }

  /** Paths of all that lies in a directory, and in those in it. */
  below(directory: string): string[] {
    return [...this.entries.keys(), ...this.directories].filter((path) => path.startsWith(`${directory}/`))
  }

  /** From now on no file can be written, until there is room again. */
  setFull(full: boolean): void {
    this.full = full
  }

  /** Forgets the temporary files, as the platform may when the app has ended. */
  dropTemporary(): void {
    for (const { path } of this.list('temporary')) this.entries.delete(path)
  }

  private refuseExcess(path: string, size: number): void {
    const temporary = kindOf(path) === 'temporary'
    const others = this.list().filter(
      (other) => (kindOf(other.path) === 'temporary') === temporary && other.path !== path,
    )
    const used = others.reduce((sum, { content }) => sum + content.size, 0)
    const room = temporary ? this.limits.temporaryBytes : this.limits.userBytes
    if (this.full || used + size > room) throw storageFull()
  }
}

/** Told from the path, as only the platform itself may. */
export function kindOf(path: string): FileKind {
  if (path.startsWith(`${userDataPath}/`)) return 'user'
  return path.startsWith('wxfile://store_') ? 'saved' : 'temporary'
}

/** Throws unless the app may write there: below `USER_DATA_PATH`, in a directory that exists. */
export function refuseUnwritable(store: FileStore, path: string): void {
  if (kindOf(path) !== 'user') throw new PlatformError(`permission denied, open ${path}`, 1300013)
  if (store.isDirectory(path)) throw new PlatformError(`illegal operation on a directory, open ${path}`, 1301003)
  if (!store.isDirectory(path.slice(0, path.lastIndexOf('/')))) throw noSuchFile(path)
}

/** WeChat's words for it. */
export function noSuchFile(path: string): PlatformError {
  return new PlatformError(`no such file or directory ${path}`, 1300002)
}

function storageFull(): PlatformError {
  return new PlatformError('the maximum size of the file storage limit is exceeded', 1300202)
}
