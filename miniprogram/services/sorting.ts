import { photosAtATime } from '../config'
import { listFolder, type FolderListing } from './list-folder'
import { displayName, uploadTime } from './object-name'
import { listPhotos, signThumbnails } from './photos'
import type { Folder, ListedObject, PhotoPage } from './photos'

/** The orders in which a folder can be shown, as they are offered. */
export const ORDERS = ['newest', 'oldest', 'name', 'size'] as const
/** One of them. */
export type Order = (typeof ORDERS)[number]

/**
 * How to read a folder in an order. COS lists by key, and keys are made so that the newest comes first: that is read page
 * by page. For any other order all of the folder has to be known; a page of it is signed when it is shown.
 */
export function photoLister(order: Order): (folder: Folder, marker?: string) => Promise<PhotoPage> {
  if (order === 'newest') return listPhotos
  const listings = new Map<Folder, FolderListing>()
  return async (folder, marker) => {
    const listing = listings.get(folder) ?? (await listSorted(folder, order))
    listings.set(folder, listing)
    const start = Number(marker ?? 0)
    const end = start + photosAtATime
    const photos = await signThumbnails(folder, listing.objects.slice(start, end), start === 0)
    const nextMarker = end < listing.objects.length ? `${end}` : undefined
    return { photos, folders: start === 0 ? listing.folders : [], nextMarker }
  }
}

async function listSorted(folder: Folder, order: Order): Promise<FolderListing> {
  const listing = await listFolder(folder)
  listing.objects.sort(comparisons[order])
  return listing
}

const timeOf = ({ Key, LastModified }: ListedObject) => uploadTime(Key) ?? Date.parse(LastModified)

const comparisons: Record<Order, (a: ListedObject, b: ListedObject) => number> = {
  newest: (a, b) => timeOf(b) - timeOf(a),
  oldest: (a, b) => timeOf(a) - timeOf(b),
  name: (a, b) => displayName(a.Key).localeCompare(displayName(b.Key)),
  size: (a, b) => b.Size - a.Size,
}
