/** Far enough in the future for the number to stay positive, and the same for ever: it orders all names. */
const farFuture = 36 ** 9 - 1

/**
 * A key that nobody else has, under the user's prefix, with the file's own name readable at its end. COS lists keys in
 * ascending order, so the key starts with the time that is left until a day far off: the newest photo comes first.
 */
export function objectKey(prefix: string, fileName: string, now: number, random: () => number): string {
  const timeLeft = (farFuture - now).toString(36).padStart(9, '0')
  const chance = Math.floor(random() * 36 ** 6)
  return `${prefix}${timeLeft}-${chance.toString(36).padStart(6, '0')}-${safeName(fileName)}`
}

/** When a file was put there, going by its key: it stays the same when the object is moved. Milliseconds since the epoch. */
export function uploadTime(key: string): number | undefined {
  const [, timeLeft] = /(?:^|\/)([0-9a-z]{9})-[0-9a-z]{6}-[^/]+$/.exec(key) ?? []
  return timeLeft === undefined ? undefined : farFuture - parseInt(timeLeft, 36)
}

/**
 * The prefix of a folder inside another. There is no folder in COS, only keys that begin alike; the dash sorts it before
 * all photos, so that the first page of a listing has it.
 */
export function folderPrefix(parent: string, name: string): string {
  return `${parent}-${safeName(name)}/`
}

/** The name to show for the prefix of a folder. */
export function folderName(prefix: string): string {
  return prefix.slice(prefix.lastIndexOf('/', prefix.length - 2) + 1, -1).replace(/^-(?=.)/, '')
}

/** The name to show for a key: its last segment, without what `objectKey` put before it. */
export function displayName(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).replace(/^[0-9a-z]{9}-[0-9a-z]{6}-(?=.)/, '')
}

/** A name for a photo or video from the phone's album, which comes without one. */
export function photoName(takenAt: Date, index: number, type: string): string {
  const two = (value: number) => `${value}`.padStart(2, '0')
  const day = `${takenAt.getFullYear()}${two(takenAt.getMonth() + 1)}${two(takenAt.getDate())}`
  const time = `${two(takenAt.getHours())}${two(takenAt.getMinutes())}${two(takenAt.getSeconds())}`
  return `${type === 'mp4' ? 'VID' : 'IMG'}_${day}_${time}_${index + 1}.${extensions[type] ?? 'jpg'}`
}

/** Whether COS can make a thumbnail of it, going by its name. */
export function isImage(key: string): boolean {
  return /\.(jpe?g|png|webp|gif|bmp|heic|heif|avif)$/i.test(key)
}

/** How an object is shown: as a picture, in a player, or by its name only. */
export type MediaKind = 'photo' | 'video' | 'file'

/** What an object is, going by its name. */
export function mediaKind(key: string): MediaKind {
  if (isImage(key)) return 'photo'
  return /\.(mp4|mov|m4v|3gp|webm)$/i.test(key) ? 'video' : 'file'
}

/** Whether the phone's album may take it. Of videos it takes few types; the others are opened. */
export function isForAlbum(key: string): boolean {
  return isImage(key) || /\.(mp4|mov|m4v)$/i.test(key)
}

/**
 * What a file is uploaded as: what the SDK tells from its name where the backend allows that type. It allows few, since
 * a bucket must not serve pages that somebody has uploaded; all others go as plain bytes.
 */
export function contentTypeOf(fileName: string): string | undefined {
  return /\.(jpe?g|png|gif|webp|heic|mp4|mov|pdf)$/i.test(fileName) ? undefined : 'application/octet-stream'
}

/** From `type` of `wx.getImageInfo`, and of what phones film. */
const extensions: Record<string, string> = {
  jpeg: 'jpg',
  jpg: 'jpg',
  png: 'png',
  gif: 'gif',
  webp: 'webp',
  tiff: 'tiff',
  mp4: 'mp4',
}

/** Characters, of at most 4 bytes each: well below the 850 bytes that a key may have. */
const longestName = 80

// Slashes would make folders; control characters and lone surrogates cannot be written in a URL; the backend takes no
// wildcards of policies.
const unsafe = /[\\/*?\p{Cc}\p{Cs}]+/gu

function safeName(fileName: string): string {
  const name = fileName.replace(unsafe, '_').trim()
  if (/^\.*$/.test(name)) return 'file'
  const characters = Array.from(name)
  if (characters.length <= longestName) return name
  const extension = Array.from(/\.[^.]{1,10}$/.exec(name)?.[0] ?? '')
  return [...characters.slice(0, longestName - extension.length), ...extension].join('')
}
