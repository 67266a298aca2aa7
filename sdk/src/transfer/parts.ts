import type { UploadResult } from '../types'
import { completeUpload } from './complete'
import { paramsFor, sendChecked, type UploadJob } from './job'
import type { KeptUpload } from './kept'
import { codeOf } from './retry'
import { confirmedBytes, openSession, partNumbers, rangeOf, type Session } from './session'
import { createSignal } from './signal'
import type { Run } from './task'

/** An upload in parts: what is done of it stays, across pauses and failures. */
export interface Parts {
  readonly partSize: number
  /** Parts at a time. */
  width: number
  session?: Session
  /** Of an earlier start, while COS is asked which of its parts are there. */
  found?: KeptUpload
  /** It failed, so that others may have gone on with it meanwhile. */
  released: boolean
}

/** Goes on from where it stands. @throws CosError */
export async function uploadParts(job: UploadJob, run: Run, parts: Parts): Promise<UploadResult> {
  for (;;) {
    try {
      return await attempt(job, run, parts)
    } catch (thrown) {
      // COS does not know the upload any more, or has made something else of it: nothing of it is of use.
      const isVoid = /^(NotFound|Integrity)$/.test(codeOf(thrown))
      if (!isVoid || !parts.session || !job.retries.take()) throw thrown
      job.traffic.kept.remove(parts.session.kept.UploadId)
      parts.session = undefined
    }
  }
}

async function attempt(job: UploadJob, run: Run, parts: Parts): Promise<UploadResult> {
  const { kept } = job.traffic
  if (parts.released && parts.session && !kept.claim(parts.session.kept.UploadId)) parts.session = undefined
  parts.released = false
  const session = (parts.session = parts.session || (await open(job, run, parts)))
  run.signal.throwIfStopped()
  run.report(confirmedBytes(session), job.content.size)
  await sendParts(job, run, parts, session)
  const result = await completeUpload(job, run.signal, session)
  kept.remove(session.kept.UploadId)
  return result
}

/** The first failure stops the other parts; none of them runs any more when this rejects. */
async function open(job: UploadJob, { signal }: Run, parts: Parts): Promise<Session> {
  try {
    return await openSession(job, signal, parts.partSize, (found) => (parts.found = found))
  } catch (thrown) {
    parts.released = true
    throw thrown
  }
}

async function sendParts(job: UploadJob, run: Run, parts: Parts, session: Session): Promise<void> {
  const signal = createSignal()
  const forget = run.signal.onStop(signal.stop)
  const queue = partNumbers(session.kept).filter((number) => !session.etags.has(number))
  const failures: unknown[] = []
  const work = async (place: number) => {
    while (place < parts.width && !signal.stopped) {
      const number = queue.shift()
      if (number === undefined) return
      await sendPart(job, Object.assign({}, run, { signal }), parts, session, number)
    }
  }
  const workers = Array.from({ length: parts.width }, (_, place) =>
    work(place).catch((thrown: unknown) => {
      failures.push(thrown)
      signal.stop()
    }),
  )
  await Promise.all(workers)
  forget()
  run.signal.throwIfStopped()
  if (failures.length) throw failures[0]
}

function sendPart(
  job: UploadJob,
  { order, signal, report }: Run,
  parts: Parts,
  session: Session,
  number: number,
): Promise<void> {
  const { retries, traffic, content } = job
  const { kept } = session
  const { position, length } = rangeOf(kept, number)
  const params = paramsFor(job, {
    Method: 'PUT',
    Query: { partNumber: number, uploadId: kept.UploadId },
    Headers: { 'content-type': job.Headers['content-type'] || '' },
  })
  const sendOnce = async () => {
    const { response, crc } = await sendChecked(job, signal, params, await content.read(position, length))
    session.etags.set(number, response.headers.etag || '')
    kept.crcs[number] = crc
    traffic.kept.save(kept)
    report(confirmedBytes(session), content.size)
  }
  return retries.run(signal, () =>
    traffic.carry(order, signal, sendOnce).catch((thrown: unknown) => {
      // Parts that share a slow line make each other late.
      if (codeOf(thrown) === 'Timeout') parts.width = Math.max(1, parts.width - 1)
      throw thrown
    }),
  )
}
