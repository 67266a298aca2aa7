import type { ObjectParams } from 'cos-miniprogram'
import { linkLifetime, photosAtATime, samplesPrefix } from '../config'
import { cosClient } from './client'
import { displayName, isImage } from './object-name'
import { session } from './session'

/** The two folders of the album: the user's own, and the one that all may see. */
export type Folder = 'mine' | 'samples'

/** One object of the album, as its tile shows it. */
export interface Photo {
  key: string
  name: string
  /** A picture, not some other file. */
  image: boolean
  /** Signed address of its thumbnail; empty where there is none. */
  thumbnail: string
  /** Milliseconds since the epoch: a `Date` does not pass through `setData`. */
  lastModified: number
  /** The thumbnail could not be shown; the tile offers to try again. */
  failed: boolean
}

/** Some photos of a folder, and where the next ones start. */
export interface PhotoPage {
  photos: Photo[]
  nextMarker?: string
}

/** What the page of one photo tells about it. */
export interface PhotoDetails {
  size: number
  contentType: string
  lastModified: Date
  /** Signed address of the picture at the size of a screen; empty for other files. */
  preview: string
}

let version = 0

/** The pictures that the album has listed: what a preview swipes through. */
const listedPictures: Record<Folder, string[]> = { mine: [], samples: [] }

/** Changes whenever photos were added or removed: the album compares it to know that it has to list again. */
export function albumVersion(): number {
  return version
}

/** To be called after photos were added or removed. */
export function albumChanged(): void {
  version += 1
}

/** Lists one page of a folder and signs all its thumbnails, with one credentials request for all. */
export async function listPhotos(folder: Folder, marker?: string): Promise<PhotoPage> {
  const cos = await cosClient()
  const Prefix = folder === 'mine' ? (await session()).Prefix : samplesPrefix
  const { Contents, NextMarker } = await cos.listObjects({ Prefix, Marker: marker, MaxKeys: photosAtATime })
  // A folder made in the COS console is an object of its own, named like the prefix.
  const objects = Contents.filter(({ Key }) => !Key.endsWith('/'))
  const pictures = objects.map(({ Key }) => Key).filter(isImage)
  listedPictures[folder] = [...(marker === undefined ? [] : listedPictures[folder]), ...pictures]
  const links = await cos.presignAll(pictures.map((Key) => ({ ...thumbnailOf(Key), stable: true })))
  const addresses = new Map(links.map((link, i) => [pictures[i], link.status === 'fulfilled' ? link.value.Url : '']))
  const photos = objects.map(({ Key, LastModified }) => photoOf(Key, Date.parse(LastModified), addresses.get(Key)))
  return { photos, nextMarker: NextMarker }
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
  const preview = isImage(key) ? (await cos.presign({ Key: key, Query: scaledTo(1080), stable: true })).Url : ''
  return { size: Size, contentType: ContentType, lastModified: new Date(LastModified), preview }
}

/** Signed addresses of whole pictures, as they were uploaded: the one at `current`, and those around it in the album. */
export async function originalUrls(key: string): Promise<{ urls: string[]; current: string }> {
  const cos = await cosClient()
  const around = Object.values(listedPictures).find((keys) => keys.includes(key)) ?? [key]
  const [current, ...links] = await cos.presignAll([key, ...around].map((Key) => ({ Key, stable: true })))
  if (current?.status !== 'fulfilled') throw current?.reason
  const urls = links.flatMap((link) => (link.status === 'fulfilled' ? link.value.Url : []))
  return { urls, current: current.value.Url }
}

/** A link that anyone can open, and until when. */
export async function shareLink(key: string): Promise<{ url: string; until: Date }> {
  const cos = await cosClient()
  const link = await cos.presign({ Key: key, Expires: linkLifetime, downloadName: displayName(key) })
  return { url: link.Url, until: new Date(link.ExpiredTime * 1000) }
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

function photoOf(key: string, lastModified: number, thumbnail = ''): Photo {
  const image = isImage(key)
  return { key, name: displayName(key), image, thumbnail, lastModified, failed: image && thumbnail === '' }
}

function thumbnailOf(key: string): ObjectParams {
  return { Key: key, Query: scaledTo(300) }
}

/** Data processing of COS (CI): the picture scaled to a width in pixels. */
function scaledTo(width: number): Record<string, string> {
  return { [`imageMogr2/thumbnail/${width}x`]: '' }
}
