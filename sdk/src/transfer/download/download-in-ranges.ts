import { isCosError } from '../../errors/cos-error'
import { describeFile } from '../../platform/files'
import { transferParts } from '../transfer-parts'
import { crc64OfContent, storedCrc64, verifyCrc64 } from '../checksum'
import { openFile } from '../content'
import type { DownloadRecord } from '../partial-files'
import { codeOf, type Retry } from '../retry'
import type { DownloadSession } from './download-session'
import type { RangeSource } from './fetch-range'
import { makeRoom } from './make-room'
import { describeVersion, type ObjectVersion } from './object-version'
import { chooseRangeSize } from './range-size'
import { createRangeWriter } from './range-writer'

/** A download in ranges, in its present run. */
export interface RangeRun extends RangeSource {
  readonly session: DownloadSession
  readonly retry: Retry
  readonly rangeSize: number | undefined
  readonly rangeConcurrency: number | undefined
}

/** A file that is the object, and not yet where it is wanted. */
export interface RangedFile {
  readonly record: DownloadRecord
  readonly version: ObjectVersion
}

/**
 * Downloads what is missing; begins anew, once, where the object is another one by now, or what has come is not the
 * object.
 * @throws CosError
 */
export async function downloadInRanges(source: RangeRun, mayBeginAnew = true): Promise<RangedFile> {
  const { session } = source
  try {
    return await downloadMissing(source)
  } catch (thrown) {
    // Where a range came changed, nobody knows which: verifying has discarded all of them.
    const isOtherVersion = isCosError(thrown) && thrown.statusCode === 412
    if (isOtherVersion) session.discard()
    if (!mayBeginAnew || !(isOtherVersion || codeOf(thrown) === 'Integrity')) throw thrown
    return downloadInRanges(source, false)
  }
}

async function downloadMissing(source: RangeRun): Promise<RangedFile> {
  const { runtime, session, retry } = source
  const held = session.resume()
  const version = await retry(() => describeVersion(source, held && held.etag))
  const record = (held && (await resumeFile(source, held, version))) || (await beginFile(source, version))
  await transferParts({
    parts: record,
    hasArrived: (number) => record.arrived.includes(number),
    transferPart: createRangeWriter(source, record),
    concurrency: source.rangeConcurrency,
    throughput: runtime.downloadThroughput,
    progress: source.progress,
    retry,
  })
  await verify(source, record, version)
  return { record, version }
}

/** The file that is there, unless something has befallen it. */
async function resumeFile(
  { context, session }: RangeRun,
  record: DownloadRecord,
  version: ObjectVersion,
): Promise<DownloadRecord | undefined> {
  const { size } = await describeFile(context.environment, record.path, false).catch(() => ({ size: -1 }))
  if (size === record.size && size === version.size) return record
  session.discard()
  return undefined
}

/** @throws CosError `TooLarge`, `StorageFull` before anything is written */
async function beginFile(source: RangeRun, { size, etag, extension }: ObjectVersion): Promise<DownloadRecord> {
  const { signal, runtime, session, rangeSize } = source
  const { tempFiles, partialFiles, downloadThroughput } = runtime
  await signal.race(makeRoom(source, size))
  const partSize = chooseRangeSize(size, downloadThroughput.bytesPerSecond, rangeSize)
  const record = session.begin({ path: tempFiles.newPath(extension) || '', etag, size, partSize })
  await signal.race(partialFiles.begin(record))
  return record
}

/** Reads what lies on the phone: whatever befell a byte since COS had it, is seen. @throws CosError `Integrity` */
async function verify(run: RangeRun, record: DownloadRecord, { headers }: ObjectVersion): Promise<void> {
  if (storedCrc64({ headers }) === undefined) return
  const crc = await crc64OfContent(run, await openFile(run.context.environment, record.path))
  try {
    verifyCrc64({ headers }, crc)
  } catch (thrown) {
    run.session.discard()
    throw thrown
  }
}
