import type { ListResult, ObjectParams } from 'cos-miniprogram'
import { photosAtATime, samplesPrefix } from '../config'
import { cosClient } from './client'
import { displayName, isImage, mediaKind, uploadTime, type MediaKind } from './object-name'
import { session } from './session'

/** Where photos lie: the user's own, the ones that all may see, or the prefix of a folder. */
export type Folder = string

/** One object of the album, as its tile shows it. */
export interface Photo {
  key: string
  name: string
  /** Bytes. */
  size: number
  kind: MediaKind
  /** Signed address of its thumbnail; empty where there is none. */
  thumbnail: string
  /** When it was uploaded. Milliseconds since the epoch: a `Date` does not pass through `setData`. */
  time: number
  /** The thumbnail could not be shown; the tile offers to try again. */
  failed: boolean
}

/** Some photos of a folder, the folders in it, and where the next ones start. */
export interface PhotoPage {
  photos: Photo[]
  /** Prefixes. */
  folders: string[]
  nextMarker?: string
}

/** An object, as a listing has it. */
export type ListedObject = ListResult['Contents'][number]

/** What the page of one photo tells about it. */
export interface PhotoDetails {
  size: number
  contentType: string
  time: Date
}

let version = 0

/** The keys that the album has listed, by folder: what is swiped through. */
const listed = new Map<Folder, string[]>()

/** Changes whenever photos were added or removed: the album compares it to know that it has to list again. */
export function albumVersion(): number {
  return version
}

/** To be called after photos were added or removed. */
export function albumChanged(): void {
  version += 1
}

/** Where the objects of a folder lie: `mine` and `samples` are no prefixes yet. */
export async function prefixOf(folder: Folder): Promise<string> {
  if (folder === 'samples') return samplesPrefix
  return folder === 'mine' ? (await session()).Prefix : folder
}

/** Lists one page of a folder and signs all its thumbnails, with one credentials request for all. */
export async function listPhotos(folder: Folder, marker?: string): Promise<PhotoPage> {
  const cos = await cosClient()
  const Prefix = await prefixOf(folder)
  // Fetches the credentials to read beside the listing: its pictures are not to wait for them.
  if (marker === undefined) void cos.presignAll([thumbnailOf(`${Prefix}photo`)])
  const page = await cos.listObjects({ Prefix, Delimiter: '/', Marker: marker, MaxKeys: photosAtATime })
  const photos = await signThumbnails(folder, filesIn(page.Contents), marker === undefined)
  return { photos, folders: page.CommonPrefixes, nextMarker: page.NextMarker }
}

/** A folder made in the COS console is an object of its own, named like the prefix. */
export function filesIn(contents: readonly ListedObject[]): ListedObject[] {
  return contents.filter(({ Key }) => !Key.endsWith('/'))
}

/** Turns a page of a listing into photos. */
export async function signThumbnails(folder: Folder, objects: ListedObject[], isFirst: boolean): Promise<Photo[]> {
  const cos = await cosClient()
  const keys = objects.map(({ Key }) => Key)
  listed.set(folder, [...(isFirst ? [] : (listed.get(folder) ?? [])), ...keys])
  const pictures = keys.filter(isImage)
  const links = await cos.presignAll(pictures.map((Key) => ({ ...thumbnailOf(Key), stable: true })))
  const addresses = new Map(links.map((link, i) => [pictures[i], link.status === 'fulfilled' ? link.value.Url : '']))
  return objects.map((object) => photoOf(object, addresses.get(object.Key)))
}

/** Signs a thumbnail again: the old address has expired, or the network failed. */
export async function renewThumbnail(key: string): Promise<string> {
  const cos = await cosClient()
  return (await cos.presign(thumbnailOf(key))).Url
}

/** What there is to know about one photo. */
export async function photoDetails(key: string): Promise<PhotoDetails> {
  const cos = await cosClient()
  const { Size, ContentType, LastModified } = await cos.headObject({ Key: key })
  return { size: Size, contentType: ContentType, time: new Date(uploadTime(key) ?? LastModified) }
}

/** The object and those around it, in the order in which the album has listed them; alone where it has not. */
export function neighbours(key: string): string[] {
  return [...listed.values()].find((keys) => keys.includes(key)) ?? [key]
}

/**
 * Signed address at which an object is looked at: a picture at the size of a screen, a video as it is.
 * @param anew - the address before has not worked
 */
export async function viewUrl(key: string, anew = false): Promise<string> {
  const cos = await cosClient()
  const Query = isImage(key) ? scaledTo(1080) : undefined
  return (await cos.presign({ Key: key, Query, stable: !anew })).Url
}

/** Signed addresses of whole pictures, as they were uploaded: the one at `current`, and the pictures around it. */
export async function originalUrls(key: string): Promise<{ urls: string[]; current: string }> {
  const cos = await cosClient()
  const pictures = neighbours(key).filter(isImage)
  const [current, ...links] = await cos.presignAll([key, ...pictures].map((Key) => ({ Key, stable: true })))
  if (current?.status !== 'fulfilled') throw current?.reason
  const urls = links.flatMap((link) => (link.status === 'fulfilled' ? link.value.Url : []))
  return { urls, current: current.value.Url }
}

/** Deletes an object for good. */
export async function deletePhoto(key: string): Promise<void> {
  const cos = await cosClient()
  await cos.deleteObject({ Key: key })
  albumChanged()
}

/** Whether the object is the user's own, so that it may be deleted. */
export async function isMine(key: string): Promise<boolean> {
  return key.startsWith((await session()).Prefix)
}

function photoOf({ Key, Size, LastModified }: ListedObject, thumbnail = ''): Photo {
  const kind = mediaKind(Key)
  const time = uploadTime(Key) ?? Date.parse(LastModified)
  return {
    key: Key,
    name: displayName(Key),
    size: Size,
    kind,
    thumbnail,
    time,
    failed: kind === 'photo' && thumbnail === '',
  }
}

function thumbnailOf(key: string): ObjectParams {
  return { Key: key, Query: scaledTo(300) }
}

/** Data processing of COS (CI): the picture scaled to a width in pixels. */
function scaledTo(width: number): Record<string, string> {
  return { [`imageMogr2/thumbnail/${width}x`]: '' }
}
