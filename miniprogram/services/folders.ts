import { cosClient } from './client'
import { folderName, folderPrefix } from './object-name'
import { albumChanged } from './photos'
import { requestAsUser, session } from './session'

/** A folder of the user's album. */
export interface AlbumFolder {
  prefix: string
  /** Empty for the album itself, in which the folders are. */
  name: string
}

/** The album itself, and the folders in it. */
export async function listFolders(): Promise<AlbumFolder[]> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
  const folders: AlbumFolder[] = [{ prefix: Prefix, name: '' }]
  let Marker: string | undefined
  do {
    const page = await cos.listObjects({ Prefix, Delimiter: '/', Marker })
    folders.push(...page.CommonPrefixes.map((prefix) => ({ prefix, name: folderName(prefix) })))
    Marker = page.NextMarker
  } while (Marker !== undefined)
  return folders
}

/** A folder in the album that does not have to be there: it is, once something is in it. */
export async function newFolder(name: string): Promise<AlbumFolder> {
  const prefix = folderPrefix((await session()).Prefix, name)
  return { prefix, name: folderName(prefix) }
}

/**
 * Moves an object to another folder, with its name. By the backend, which copies within COS and deletes: credentials that
 * reach a phone can write one key and read no other with it, so they cannot copy.
 */
export async function movePhoto(key: string, prefix: string): Promise<void> {
  const To = prefix + key.slice(key.lastIndexOf('/') + 1)
  if (To === key) return
  await requestAsUser('POST', '/cos/move', { From: key, To })
  albumChanged()
}
