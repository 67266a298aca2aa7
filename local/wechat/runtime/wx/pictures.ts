import { overTheLine } from '../simulation/pictures'
import { ApiError } from './call'
import { sourceOf } from './files/source'

/** Loads a picture, to learn its size or to draw it. */
export async function loadPicture(path: string): Promise<HTMLImageElement> {
  const picture = new Image()
  picture.crossOrigin = 'anonymous'
  try {
    picture.src = await overTheLine(sourceOf(path), new AbortController().signal)
    await picture.decode()
    return picture
  } catch {
    throw new ApiError('image not found', 1301100)
  }
}

/** The size of a picture; zeros where it cannot be read. */
export async function pictureSize(path: string): Promise<{ width: number; height: number }> {
  try {
    const { naturalWidth, naturalHeight } = await loadPicture(path)
    return { width: naturalWidth, height: naturalHeight }
  } catch {
    return { width: 0, height: 0 }
  }
}

const SIGNATURES: readonly [type: string, pattern: RegExp][] = [
  ['jpeg', /^ffd8ff/],
  ['png', /^89504e470d0a1a0a/],
  ['gif', /^47494638/],
  ['webp', /^52494646.{8}57454250/],
  ['heic', /^.{8}66747970(6865|6d69|6d73)/],
  ['mp4', /^.{8}66747970/],
]

/** What a file is by its first bytes; undefined where it is none of the kinds that albums may take. */
export async function mediaType(blob: Blob): Promise<string | undefined> {
  const bytes = new Uint8Array(await blob.slice(0, 12).arrayBuffer())
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return SIGNATURES.find(([, pattern]) => pattern.test(hex))?.[0]
}
