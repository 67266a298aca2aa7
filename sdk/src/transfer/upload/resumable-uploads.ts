import { describeFile } from '../../platform/files'
import type { ClientContext } from '../../request/client-context'
import { checkFilePath } from '../../request/validate'
import type { FindUploadParams, ResumableUpload } from '../../types/transfers'
import { runtimeOf } from '../shared-runtime'
import type { UploadRecord } from '../upload-record'
import { abortOrphan } from './abort-orphans'
import { partLength, partNumbers } from '../parts'

/** The uploads in parts that have begun, and that no task holds; the last used first. */
export function resumableUploads({ environment }: ClientContext): ResumableUpload[] {
  return runtimeOf(environment).uploads.resumable().map(describeUpload)
}

/**
 * The upload that was begun with the same file. Only where one was begun with a file of that size, the file is read.
 * @throws CosError `InvalidArgument`, `File`
 */
export async function findResumableUpload(
  { environment }: ClientContext,
  { FilePath, Prefix = '' }: FindUploadParams,
): Promise<ResumableUpload | undefined> {
  checkFilePath(FilePath)
  const { uploads } = runtimeOf(environment)
  const { size } = await describeFile(environment, FilePath, false)
  const isCandidate = (record: UploadRecord) => record.size === size && record.Key.startsWith(Prefix)
  if (!uploads.resumable().some(isCandidate)) return undefined
  const { md5 } = await describeFile(environment, FilePath, true)
  // Listed anew: meanwhile a task may have taken it.
  const found = uploads.resumable().find((record) => isCandidate(record) && md5 && record.md5 === md5)
  return found && describeUpload(found)
}

/** Forgets an upload, and cleans it up on COS; what a task holds, or has brought to its end, is left alone. */
export function discardUpload(context: ClientContext, { Bucket, Region, Key, size }: ResumableUpload): void {
  const { uploads } = runtimeOf(context.environment)
  uploads.resumable().forEach((record) => {
    const isMeant = record.Bucket === Bucket && record.Region === Region && record.Key === Key && record.size === size
    if (!isMeant) return
    uploads.discard(record)
    void abortOrphan(context, record)
  })
}

function describeUpload(record: UploadRecord): ResumableUpload {
  const { Bucket, Region, Key, size, crcs, lastUsed } = record
  const arrived = partNumbers(record).filter((number) => crcs[number])
  const loaded = arrived.reduce((sum, number) => sum + partLength(record, number), 0)
  return { Bucket, Region, Key, size, loaded, lastUsed }
}
