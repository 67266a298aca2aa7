import { prepare } from '../prepare'
import { combineCrc64, EMPTY_CRC64, type Crc64 } from './crc64'
import type { UploadJob } from './job'
import type { KeptUpload } from './kept'
import { initiateUpload, listParts } from './multipart'
import { codeOf } from './retry'
import type { Signal } from './signal'

/** One upload in parts that COS knows of: which parts have arrived, and what they hold. */
export interface Session {
  readonly kept: KeptUpload
  /** Of the parts that have arrived, by number. */
  readonly etags: Map<number, string>
  /** COS does not know it any more, after it was asked to complete it. */
  isGone: boolean
}

/** A part's place in the file. */
export function rangeOf({ size, partSize }: KeptUpload, number: number): { position: number; length: number } {
  const position = (number - 1) * partSize
  return { position, length: Math.min(partSize, size - position) }
}

/** The numbers of all parts, in order. */
export function partNumbers({ size, partSize }: KeptUpload): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1)
}

/** Bytes that have arrived. */
export function confirmedBytes({ kept, etags }: Session): number {
  return [...etags.keys()].reduce((sum, number) => sum + rangeOf(kept, number).length, 0)
}

/** Of the whole file, once all parts have arrived. */
export function crcOf({ kept }: Session): Crc64 {
  return partNumbers(kept).reduce(
    (crc, number) => combineCrc64(crc, kept.crcs[number] || EMPTY_CRC64, rangeOf(kept, number).length),
    EMPTY_CRC64,
  )
}

/**
 * Goes on with an upload of an earlier task or start, or begins one. `onFound` is told of one before COS is asked about
 * it, and of none where COS does not know it.
 * @throws CosError
 */
export async function openSession(
  job: UploadJob,
  signal: Signal,
  partSize: number,
  onFound: (found?: KeptUpload) => void,
): Promise<Session> {
  const { core, place, content, traffic } = job
  const { Bucket, Region } = prepare(core, place).question
  const { size, md5 = '' } = content
  const file = { Bucket, Region, Key: place.Key, size, md5, headers: JSON.stringify(job.Headers) }
  const found = traffic.kept.find(file)
  if (found) {
    traffic.kept.claim(found.UploadId)
    onFound(found)
    const session = await goOn(job, signal, found)
    if (session) return session
    onFound()
  }
  const { Domain, Protocol } = place
  const UploadId = await initiateUpload(job, signal)
  const fresh = { Domain, Protocol, UploadId, partSize, crcs: {}, touched: 0, refusals: 0 }
  const kept: KeptUpload = Object.assign(fresh, file, { completing: false, unwanted: false })
  traffic.kept.claim(UploadId)
  traffic.kept.save(kept)
  return { kept, etags: new Map(), isGone: false }
}

/** Asks COS which parts are there. @returns `undefined` where it does not know the upload */
async function goOn(job: UploadJob, signal: Signal, kept: KeptUpload): Promise<Session | undefined> {
  const { UploadId, completing, crcs } = kept
  const etags = new Map<number, string>()
  if (completing) job.maybeStored = true
  try {
    for (const { number, etag, size } of await listParts(job, signal, UploadId)) {
      // What arrived unseen may have been changed on its way: it is sent again.
      if (crcs[number] && size === rangeOf(kept, number).length) etags.set(number, etag)
    }
    return { kept, etags, isGone: false }
  } catch (thrown) {
    job.traffic.kept.release(UploadId)
    if (codeOf(thrown) !== 'NotFound') throw thrown
  }
  const numbers = partNumbers(kept)
  if (completing && numbers.every((number) => crcs[number])) {
    return { kept, etags: new Map(numbers.map((number) => [number, ''])), isGone: true }
  }
  job.traffic.kept.remove(UploadId)
  return undefined
}
