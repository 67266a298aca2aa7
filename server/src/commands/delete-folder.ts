import type { CosAnswer, CosClient } from '../cos/client'
import { listObjects, ListingRefused, listUploads, listVersions } from '../cos/listing'
import { MAINTENANCE_ACTIONS } from './maintenance'

/** What was deleted, and what stands in the way of deleting the rest. */
export interface Deletion {
  objects: number
  versions: number
  uploads: number
  /** Empty where nothing is left. */
  problems: readonly string[]
}

const CONCURRENCY = 8
const [LIST_VERSIONS, LIST_UPLOADS] = MAINTENANCE_ACTIONS

/**
 * Deletes all that lies below a prefix: unfinished uploads, objects, and then every version, since a deletion in a bucket
 * with versioning leaves them all. Goes on after a failure; what was deleted stays deleted, and another run does the rest.
 */
export async function deleteFolder(cos: CosClient, prefix: string): Promise<Deletion> {
  const problems: string[] = []
  const run = async <Item>(items: AsyncGenerator<Item>, remove: (item: Item) => Promise<CosAnswer>, needs: string) => {
    const { deleted, refusals } = await deleteEach(items, remove, needs)
    problems.push(...refusals)
    return deleted
  }
  const uploads = await run(
    listUploads(cos, prefix),
    ({ Key, UploadId }) => cos({ Method: 'DELETE', Key, Query: { uploadId: UploadId } }),
    LIST_UPLOADS,
  )
  const objects = await run(listObjects(cos, prefix), ({ Key }) => cos({ Method: 'DELETE', Key }), 'name/cos:GetBucket')
  const versions = await run(
    listVersions(cos, prefix),
    ({ Key, VersionId }) => cos({ Method: 'DELETE', Key, Query: { versionId: VersionId } }),
    LIST_VERSIONS,
  )
  return { objects, versions, uploads, problems }
}

/** `needs` is the action without which the items cannot be listed. */
async function deleteEach<Item>(
  items: AsyncGenerator<Item>,
  remove: (item: Item) => Promise<CosAnswer>,
  needs: string,
): Promise<{ deleted: number; refusals: readonly string[] }> {
  let deleted = 0
  const refused = new Map<string, number>()
  const work = async () => {
    // All workers take from the one generator, which hands out each item once.
    for (let next = await items.next(); next.done !== true; next = await items.next()) {
      const { status, code } = await remove(next.value)
      if (status < 300 || status === 404) deleted += 1
      else refused.set(`${status} ${code}`, (refused.get(`${status} ${code}`) ?? 0) + 1)
    }
  }
  const refusals = (): string[] => [...refused].map(([answer, count]) => `COS refuses ${count} deletions: ${answer}`)
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, work))
    return { deleted, refusals: refusals() }
  } catch (error) {
    if (!(error instanceof ListingRefused)) throw error
    return { deleted, refusals: [...refusals(), `${error.message}; the sub-account needs ${needs}`] }
  }
}
