import { listFolder } from './list-folder'
import type { Folder } from './photos'

/** What links are made to: objects by their keys, or all that lies in a folder. */
export type Shared = { keys: readonly string[] } | { folder: Folder }

let chosen: Shared = { keys: [] }

/** What the page of links is to show: too much for the address of a page. */
export function toShare(what: Shared): void {
  chosen = what
}

/** The keys of what was chosen last; of a folder what lies in it now. */
export async function sharedKeys(): Promise<readonly string[]> {
  if ('keys' in chosen) return chosen.keys
  return (await listFolder(chosen.folder)).objects.map(({ Key }) => Key)
}
