import type { CosAnswer, CosClient } from '../cos/client'
import { listObjects, ListingRefused, listUploads, listVersions } from '../cos/listing'
import { MAINTENANCE_ACTIONS } from './policies'

/** What was deleted, and what stands in the way of deleting the rest. */
export interface Deletion {
  objects: number
  versions: number
  uploads: number
  /** Empty where nothing stands in the way. */
  problems: readonly string[]
  /** Whether it went through to the end; `false` where time was up. */
  complete: boolean
}

const CONCURRENCY = 8
const [LIST_VERSIONS, LIST_UPLOADS] = MAINTENANCE_ACTIONS

/**
 * Deletes all that lies below a prefix: unfinished uploads, objects, and then every version, since a deletion in a bucket
 * with versioning leaves them all. Goes on after a failure; what was deleted stays deleted, and another run does the rest:
 * also where `isTimeUp`, which is asked before each deletion, ends this one.
 */
export async function deleteFolder(
  cos: CosClient,
  prefix: string,
  isTimeUp: () => boolean = () => false,
): Promise<Deletion> {
  const problems: string[] = []
  let complete = true
  const whileInTime = async function* <Item>(items: AsyncGenerator<Item>) {
    for await (const item of items) {
      if (isTimeUp()) complete = false
      if (!complete) return
      yield item
    }
  }
  const run = async <Item>(items: AsyncGenerator<Item>, remove: (item: Item) => Promise<CosAnswer>, needs: string) => {
    const { deleted, refusals } = await deleteEach(whileInTime(items), remove, needs)
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
  return { objects, versions, uploads, problems, complete }
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
