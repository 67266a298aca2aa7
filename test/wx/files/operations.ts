import { createHash } from 'node:crypto'
import { PlatformError } from '../callbacks'
import type { Limits } from '../limits'
import { contentOf, type FileContent } from './content'
import { decode, encode } from './encoding'
import { WrittenContent } from './written'
import { type FileStore, kindOf, noSuchFile, refuseUnwritable, userDataPath } from './store'

/** What `readFile` takes. */
export interface ReadFileArguments {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

/** What `stat` and `fstat` give. */
export interface Stats {
  size: number
  mode: number
  lastAccessedTime: number
  lastModifiedTime: number
  isFile(): boolean
  isDirectory(): boolean
}

/** WeChat's file functions, as plain ones: they return, or throw a `PlatformError`. */
export class FileOperations {
  constructor(
    private readonly store: FileStore,
    private readonly limits: Limits,
  ) {}

  readonly access = ({ path }: { path: string }): object => {
    if (!this.store.isDirectory(path)) this.store.get(path)
    return {}
  }

  /** The range has to lie within the file, as WeChat documents it. */
  readonly readFile = ({ filePath, encoding, position = 0, length }: ReadFileArguments) => {
    const { content } = this.store.get(filePath)
    if (position !== 0 && !within(position, content.size - 1)) throw outOfRange('position', 1301009)
    const wanted = length ?? content.size - position
    if (length !== undefined && (length < 1 || !within(position + length, content.size))) {
      throw outOfRange('length', 1301006)
    }
    if (wanted > this.limits.readBytes) {
      throw new PlatformError('the maximum size of the file storage limit is exceeded', 1300202)
    }
    return { data: decode(content.bytes(position, wanted), encoding) }
  }

  /** Of all that lies in a directory where it is `recursive`. */
  readonly stat = ({ path, recursive = false }: { path: string; recursive?: boolean }) => {
    if (!recursive || !this.store.isDirectory(path)) return { stats: this.statOf(path) }
    const inside = this.store.below(path).map((each) => ({ path: each.slice(path.length), stats: this.statOf(each) }))
    return { stats: [{ path: '/', stats: this.statOf(path) }, ...inside] }
  }

  readonly statOf = (path: string): Stats => {
    if (this.store.isDirectory(path)) return statsOf({ size: 0, modified: 0, directory: true })
    const { content, modified } = this.store.get(path)
    return statsOf({ size: content.size, modified, directory: false })
  }

  readonly getFileInfo = (options: { filePath: string; digestAlgorithm?: 'md5' | 'sha1' | 'sha256' }) => {
    const { content } = this.store.get(options.filePath)
    return { size: content.size, digest: digestOf(content, options.digestAlgorithm ?? 'md5') }
  }

  readonly unlink = ({ filePath }: { filePath: string }): object => {
    this.store.remove(filePath)
    return {}
  }

  readonly writeFile = (options: { filePath: string; data: string | ArrayBuffer; encoding?: string }): object => {
    refuseUnwritable(this.store, options.filePath)
    this.store.put(options.filePath, contentOf(encode(options.data, options.encoding)))
    return {}
  }

  readonly copyFile = ({ srcPath, destPath }: { srcPath: string; destPath: string }): object => {
    const { content } = this.store.get(srcPath)
    refuseUnwritable(this.store, destPath)
    this.store.put(destPath, content instanceof WrittenContent ? content.copy() : content)
    return {}
  }

  /** Puts a file in the place of what is there. */
  readonly rename = ({ oldPath, newPath }: { oldPath: string; newPath: string }): object => {
    this.store.get(oldPath)
    refuseUnwritable(this.store, oldPath)
    refuseUnwritable(this.store, newPath)
    this.store.move(oldPath, newPath)
    return {}
  }

  readonly getSavedFileList = () => ({
    fileList: this.store
      .list('saved')
      .map(({ path, content, modified }) => ({ filePath: path, size: content.size, createTime: modified })),
  })

  /** Moves a temporary file to where it stays. */
  readonly saveFile = ({ tempFilePath, filePath }: { tempFilePath: string; filePath?: string }) => {
    if (!this.store.has(tempFilePath) || kindOf(tempFilePath) !== 'temporary') {
      throw new PlatformError('tempFilePath file not exist', 1301112)
    }
    const { content } = this.store.get(tempFilePath)
    if (filePath !== undefined) refuseUnwritable(this.store, filePath)
    const savedFilePath = filePath ?? this.store.newPath('saved', extensionOf(tempFilePath))
    this.store.put(savedFilePath, content)
    this.store.remove(tempFilePath)
    return { savedFilePath }
  }

  readonly mkdir = ({ dirPath, recursive = false }: { dirPath: string; recursive?: boolean }): object => {
    if (kindOf(dirPath) !== 'user') throw new PlatformError(`permission denied, open ${dirPath}`, 1300013)
    if (this.store.isDirectory(dirPath) || this.store.has(dirPath)) {
      throw new PlatformError(`file already exists ${dirPath}`, 1301005)
    }
    const parent = dirPath.slice(0, dirPath.lastIndexOf('/'))
    if (!this.store.isDirectory(parent)) {
      if (!recursive || parent.length < userDataPath.length) throw noSuchFile(dirPath)
      this.mkdir({ dirPath: parent, recursive })
    }
    this.store.addDirectory(dirPath)
    return {}
  }

  readonly readdir = ({ dirPath }: { dirPath: string }) => {
    if (this.store.has(dirPath)) throw new PlatformError(`not a directory ${dirPath}`, 1300020)
    if (!this.store.isDirectory(dirPath)) throw noSuchFile(dirPath)
    return { files: this.store.names(dirPath) }
  }
}

const digests = new WeakMap<FileContent, Map<string, string>>()

/** Once for each content: the platform digests natively, beside the app, and here it would be on the app's own thread. */
function digestOf(content: FileContent, algorithm: string): string {
  const known = digests.get(content) ?? new Map<string, string>()
  digests.set(content, known)
  const digest = known.get(algorithm) ?? computeDigest(content, algorithm)
  known.set(algorithm, digest)
  return digest
}

function computeDigest(content: FileContent, algorithm: string): string {
  const hash = createHash(algorithm)
  const step = 1024 * 1024
  for (let position = 0; position < content.size; position += step) {
    hash.update(content.bytes(position, Math.min(step, content.size - position)))
  }
  return hash.digest('hex')
}

/** POSIX's numbers for the mode. */
export function statsOf(about: { size: number; modified: number; directory: boolean }): Stats {
  return {
    size: about.size,
    mode: about.directory ? 0o40755 : 0o100644,
    lastAccessedTime: about.modified,
    lastModifiedTime: about.modified,
    isFile: () => !about.directory,
    isDirectory: () => about.directory,
  }
}

/** Whether it is a whole number from 0 to the limit. */
export function within(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= limit
}

/** WeChat's words for it. */
export function outOfRange(name: string, errno: number): PlatformError {
  return new PlatformError(`value of ${name} is out of range`, errno)
}

const extensionOf = (path: string) => /\.\w+$/.exec(path)?.[0] ?? ''
