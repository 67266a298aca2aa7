import { folderName } from '../services/object-name'
import type { Section } from '../services/photo-feed'
import type { Order } from '../services/sorting'
import { photoDays, type PhotoDay } from './photo-days'
import { fill } from './texts'
import type { Texts } from './zh'

/** A folder as the album shows it. */
export interface AlbumSection {
  folder: string
  title: string
  count: string
  folders: { prefix: string; name: string }[]
  /** By day; in an order that is none of time all of it in one, without a title. */
  days: PhotoDay[]
  isEmpty: boolean
}

/** Puts a folder, as far as it has been read, into words. */
export function albumSection(
  { folder, folders, photos, complete }: Section,
  { order, t, now }: { order: Order; t: Texts; now: number },
): AlbumSection {
  const isByTime = order === 'newest' || order === 'oldest'
  return {
    folder,
    title: titleOf(folder, t),
    count: fill(complete ? t.album.count : t.album.countAtLeast, { count: photos.length }),
    folders: folders.map((prefix) => ({ prefix, name: folderName(prefix) })),
    days: isByTime ? photoDays(photos, t, now) : [{ date: '', title: '', photos }],
    isEmpty: photos.length === 0,
  }
}

function titleOf(folder: string, { album }: Texts): string {
  if (folder === 'mine') return album.mine
  return folder === 'samples' ? album.samples : folderName(folder)
}
