import { phoneNow } from '../../simulation/clock'
import { conditions } from '../../simulation/conditions'
import { ApiError } from '../call'

/** Where files of the app's own lie: `wx.env.USER_DATA_PATH`. */
export const USER_DATA_PATH = 'wxfile://usr'

/** What the paths of temporary files, and of those that `saveFile` has kept, begin with. */
export const TEMPORARY = 'wxfile://tmp_'
export const SAVED = 'wxfile://store_'

/** WeChat gives an app so much for its own and its saved files together. */
const LASTING_LIMIT = 200 * 1024 * 1024

interface StoredFile {
  blob: Blob
  modified: number
}

const files = new Map<string, StoredFile>()
const folders = new Set<string>([USER_DATA_PATH])
const objectUrls = new Map<string, string>()

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/svg+xml': '.svg',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
  'application/json': '.json',
  'application/xml': '.xml',
}

/** The files of the mini program, in memory: they are gone after a reload. */
export const fileStore = {
  /** The file, or WeChat's failure where there is none. */
  get(path: string): StoredFile {
    const file = files.get(path)
    if (file === undefined) throw new ApiError(`no such file or directory, open '${path}'`, 1300002)
    return file
  },

  has(path: string): boolean {
    return files.has(path)
  },

  /** WeChat's failure where the phone is full, or lasting files may not grow by so many bytes. */
  requireRoom(growth: number): void {
    if (conditions.values.files === 'free' && lastingSize() + growth <= LASTING_LIMIT) return
    throw new ApiError('the maximum size of the file storage limit is exceeded', 1300202)
  },

  put(path: string, blob: Blob): void {
    const growth = blob.size - (files.get(path)?.blob.size ?? 0)
    if (growth > 0) fileStore.requireRoom(isLasting(path) ? growth : 0)
    forgetUrl(path)
    files.set(path, { blob, modified: phoneNow() })
  },

  /** Puts a file in the place of what is there. */
  move(from: string, to: string): void {
    const file = fileStore.get(from)
    if (from === to) return
    fileStore.delete(from)
    forgetUrl(to)
    files.set(to, file)
  },

  /** Stores a temporary file under a new path, whose extension tells the type. */
  putTemporary(blob: Blob, name = ''): string {
    const extension = /\.\w+$/.exec(name)?.[0] ?? EXTENSIONS[blob.type.split(';')[0] ?? ''] ?? ''
    const path = `${TEMPORARY}${crypto.randomUUID().replaceAll('-', '')}${extension}`
    files.set(path, { blob, modified: phoneNow() })
    return path
  },

  delete(path: string): void {
    fileStore.get(path)
    files.delete(path)
    forgetUrl(path)
  },

  /** An address that an element of the page can show; never for the eyes of the mini program. */
  objectUrl(path: string): string {
    const known = objectUrls.get(path)
    if (known !== undefined) return known
    const url = URL.createObjectURL(fileStore.get(path).blob)
    objectUrls.set(path, url)
    return url
  },

  paths(): string[] {
    return [...files.keys()]
  },

  folders,
}

function isLasting(path: string): boolean {
  return path.startsWith(`${USER_DATA_PATH}/`) || path.startsWith(SAVED)
}

function lastingSize(): number {
  let size = 0
  for (const [path, { blob }] of files) if (isLasting(path)) size += blob.size
  return size
}

function forgetUrl(path: string): void {
  const url = objectUrls.get(path)
  if (url !== undefined) URL.revokeObjectURL(url)
  objectUrls.delete(path)
}
