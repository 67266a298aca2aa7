import { cosClient } from './client'
import { filesIn, prefixOf, type Folder, type ListedObject } from './photos'

/** All of a folder: what lies in it, and the folders in it, not what lies in those. */
export interface FolderListing {
  objects: ListedObject[]
  /** Prefixes. */
  folders: string[]
}

/** Lists all of a folder, in as many requests as it takes. */
export async function listFolder(folder: Folder): Promise<FolderListing> {
  const [cos, Prefix] = await Promise.all([cosClient(), prefixOf(folder)])
  const listing: FolderListing = { objects: [], folders: [] }
  let Marker: string | undefined
  do {
    const page = await cos.listObjects({ Prefix, Delimiter: '/', Marker })
    listing.objects.push(...filesIn(page.Contents))
    listing.folders.push(...page.CommonPrefixes)
    Marker = page.NextMarker
  } while (Marker !== undefined)
  return listing
}
