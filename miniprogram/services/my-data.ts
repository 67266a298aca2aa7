import { cosClient } from './client'
import { albumChanged } from './photos'
import { session } from './session'

/** What has become of a person's objects. */
export interface DeletedData {
  deleted: number
  /** Why objects are still there, one reason each. */
  failures: unknown[]
}

/**
 * Deletes all objects of the person, one after the other, and forgets their unfinished uploads. One that cannot be
 * deleted does not keep the others.
 */
export async function deleteMyData(onProgress: (deleted: number) => void): Promise<DeletedData> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
  for (const upload of cos.resumableUploads()) if (upload.Key.startsWith(Prefix)) cos.discardUpload(upload)
  const outcome: DeletedData = { deleted: 0, failures: [] }
  let Marker: string | undefined
  do {
    const { Contents, NextMarker } = await cos.listObjects({ Prefix, Marker })
    for (const { Key } of Contents) {
      await cos.deleteObject({ Key }).then(
        () => onProgress(++outcome.deleted),
        (error: unknown) => outcome.failures.push(error),
      )
    }
    Marker = NextMarker
  } while (Marker !== undefined)
  albumChanged()
  return outcome
}
