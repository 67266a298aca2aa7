import { BackendError, isBackendError } from './backend'
import { cosClient } from './client'
import { cleanUpFiles } from './phone-storage'
import { albumChanged } from './photos'
import { requestAsUser, session } from './session'

/** What has become of a person's objects. */
export interface DeletedData {
  deleted: number
  /** Why objects are still there, one reason each. */
  failures: unknown[]
}

type OnProgress = (deleted: number) => void

/**
 * Deletes all that there is of the person: by the backend, which reaches earlier versions and unfinished uploads, too;
 * where it does not offer that, object by object from here. And what this phone has of it.
 */
export async function deleteMyData(onProgress: OnProgress): Promise<DeletedData> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
  for (const upload of cos.resumableUploads()) if (upload.Key.startsWith(Prefix)) cos.discardUpload(upload)
  const outcome = await deleteByBackend(onProgress).catch((error: unknown) => {
    if (isBackendError(error) && error.problem === 'unsupported') return deleteFromHere(onProgress)
    throw error
  })
  cleanUpFiles()
  albumChanged()
  return outcome
}

/** One call takes seconds at most, and says whether there is more. */
async function deleteByBackend(onProgress: OnProgress): Promise<DeletedData> {
  let deleted = 0
  for (;;) {
    const { objects, versions, uploads, complete } = await requestAsUser('DELETE', '/cos/user-data')
    const counted = [objects, versions, uploads].map(Number)
    deleted += Number(objects)
    onProgress(deleted)
    if (complete === true) return { deleted, failures: [] }
    // Else this would go on for ever.
    if (!counted.some((count) => count > 0)) throw new BackendError('broken', '/cos/user-data')
  }
}

/** One after the other; one that cannot be deleted does not keep the others. */
async function deleteFromHere(onProgress: OnProgress): Promise<DeletedData> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
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
  return outcome
}
