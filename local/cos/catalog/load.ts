import { isObjectRecord, type StoredObject } from './objects'
import { isPartRecord, isUploadRecord, type Part, type Upload } from './uploads'
import type { Storage } from '../storage/storage'

/** What a storage holds. */
export interface Loaded {
  objects: StoredObject[]
  uploads: Upload[]
  parts: Part[]
}

/** Reads what was stored before this start. Records of which nothing can be made are set aside. */
export async function loadCatalog(storage: Storage): Promise<Loaded> {
  const loaded: Loaded = { objects: [], uploads: [], parts: [] }
  for (const record of await storage.load()) {
    if (isObjectRecord(record)) loaded.objects.push(record.value)
    else if (isUploadRecord(record)) loaded.uploads.push(record.value)
    else if (isPartRecord(record)) loaded.parts.push(record.value)
    else await storage.setAside(record, 'its record does not say what it is')
  }
  return loaded
}
