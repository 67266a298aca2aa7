import { phoneNow } from '../../simulation/clock'
import { ApiError } from '../call'
import { toBytes } from './encoding'
import { fileStore, SAVED, TEMPORARY, USER_DATA_PATH } from './store'

/** What `stat` and `fstat` tell. */
export interface Stats {
  size: number
  mode: number
  lastAccessedTime: number
  lastModifiedTime: number
  isFile(): boolean
  isDirectory(): boolean
}

/** The part of a blob that `position` and `length` mean. */
export function slice(blob: Blob, position: number | undefined, length: number | undefined): Blob {
  const start = position ?? 0
  if (start > blob.size) throw new ApiError('the value of "position" is out of range', 1300201)
  return blob.slice(start, length === undefined ? undefined : start + length, blob.type)
}

export function writeFile(filePath: string, data: unknown, encoding?: unknown): void {
  requireCreatable(filePath)
  fileStore.put(filePath, new Blob([toBytes(data, encoding)]))
}

export function appendFile(filePath: string, data: unknown, encoding?: unknown): void {
  requireWritable(filePath)
  const blob = readableBlob(filePath)
  fileStore.put(filePath, new Blob([blob, toBytes(data, encoding)]))
}

export function unlink(filePath: string): void {
  if (isFolder(filePath)) throw new ApiError(`operation not permitted, unlink '${filePath}'`, 1300001)
  fileStore.delete(filePath)
}

export function copyFile(from: string, to: string): void {
  requireCreatable(to)
  fileStore.put(to, readableBlob(from))
}

/** A file takes its room along. */
export function rename(from: string, to: string): void {
  requireWritable(from)
  requireCreatable(to)
  readableBlob(from)
  fileStore.move(from, to)
}

/** Moves a temporary file to a lasting place, and gives its path. */
export function saveFile(temporary: string, target: string | undefined): string {
  if (!fileStore.has(temporary) || !temporary.startsWith(TEMPORARY)) {
    throw new ApiError('tempFilePath file not exist', 1301112)
  }
  if (target !== undefined) requireCreatable(target)
  const path = target ?? temporary.replace(TEMPORARY, SAVED)
  fileStore.put(path, fileStore.get(temporary).blob)
  fileStore.delete(temporary)
  return path
}

/** The files that `saveFile` has put where they stay. */
export function savedFiles(): { filePath: string; size: number; createTime: number }[] {
  const saved = fileStore.paths().filter((path) => path.startsWith(SAVED))
  return saved.map((filePath) => {
    const { blob, modified } = fileStore.get(filePath)
    return { filePath, size: blob.size, createTime: Math.floor(modified / 1000) }
  })
}

/** Of all that lies in a folder, where it is `recursive`. */
export function statAll(path: string, recursive = false): Stats | { path: string; stats: Stats }[] {
  if (!recursive || !isFolder(path)) return stat(path)
  const root = path.replace(/\/$/, '')
  const inside = [...fileStore.folders, ...fileStore.paths()].filter((entry) => entry.startsWith(`${root}/`))
  return [
    { path: '/', stats: stat(root) },
    ...inside.map((entry) => ({ path: entry.slice(root.length), stats: stat(entry) })),
  ]
}

export function stat(path: string): Stats {
  if (isFolder(path)) return stats(0, phoneNow(), true)
  const { blob, modified } = fileStore.get(path)
  return stats(blob.size, modified, false)
}

export function access(path: string): void {
  if (!isFolder(path)) fileStore.get(path)
}

export function mkdir(path: string, recursive = false): void {
  requireWritable(path)
  if (isFolder(path) || fileStore.has(path)) throw new ApiError(`file already exists ${path}`, 1301005)
  if (!recursive) requireFolder(path)
  for (let folder = path; folder.length > USER_DATA_PATH.length; folder = parent(folder)) fileStore.folders.add(folder)
}

export function rmdir(path: string, recursive = false): void {
  if (!isFolder(path)) throw new ApiError(`no such file or directory ${path}`, 1300002)
  const inside = fileStore.paths().filter((file) => file.startsWith(`${path}/`))
  if (inside.length > 0 && !recursive) throw new ApiError('directory not empty', 1300066)
  for (const file of inside) fileStore.delete(file)
  for (const folder of fileStore.folders) if (`${folder}/`.startsWith(`${path}/`)) fileStore.folders.delete(folder)
}

export function readdir(path: string): string[] {
  if (!isFolder(path)) throw new ApiError(`no such file or directory ${path}`, 1300002)
  const all = [...fileStore.paths(), ...fileStore.folders]
  const names = all.filter((entry) => entry.startsWith(`${path}/`)).map((entry) => entry.slice(path.length + 1))
  return [...new Set(names.map((name) => name.split('/')[0] ?? name))]
}

function stats(size: number, modified: number, directory: boolean): Stats {
  const seconds = Math.floor(modified / 1000)
  return {
    size,
    mode: directory ? 0o040755 : 0o100644,
    lastAccessedTime: seconds,
    lastModifiedTime: seconds,
    isFile: () => !directory,
    isDirectory: () => directory,
  }
}

/** The content of a file. A folder has none. */
export function readableBlob(path: string): Blob {
  if (isFolder(path)) throw new ApiError(`illegal operation on a directory, open '${path}'`, 1300021)
  return fileStore.get(path).blob
}

/** Only the files of the app's own folder can be written to. */
export function requireWritable(path: string): void {
  if (!path.startsWith(`${USER_DATA_PATH}/`)) throw new ApiError(`permission denied, open '${path}'`, 1300013)
}

/** A file can be made in a folder that is there. */
export function requireCreatable(path: string): void {
  requireWritable(path)
  if (isFolder(path)) throw new ApiError(`illegal operation on a directory, open '${path}'`, 1300021)
  requireFolder(path)
}

function requireFolder(path: string): void {
  if (!isFolder(parent(path))) throw new ApiError(`no such file or directory, open '${path}'`, 1300002)
}

function isFolder(path: string): boolean {
  return fileStore.folders.has(path.replace(/\/$/, ''))
}

function parent(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}
