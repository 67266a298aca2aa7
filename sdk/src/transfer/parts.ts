import { isCosError } from '../errors'
import type { UploadResult } from '../types'
import { completeUpload } from './complete'
import { PARTS_ACTIONS } from './initiate'
import { sendChecked, type UploadJob } from './job'
import { PartsSession } from './session'
import { Signal } from './signal'
import type { Run } from './task'

/** An upload in parts: keeps what is done, across pauses and failures. */
export class PartsUpload {
  private session: PartsSession | undefined
  private released = false

  constructor(
    private job: UploadJob,
    private readonly partSize: number,
    /** Parts at a time. */
    private width: number,
  ) {}

  /** Goes on from where it stands. @throws CosError, Stopped */
  async run(run: Run): Promise<UploadResult> {
    const { retries } = this.job
    for (;;) {
      try {
        return await this.attempt(run)
      } catch (thrown) {
        // COS does not know the upload any more, or has made something else of it: nothing of it is of use.
        const isVoid = isCosError(thrown) && (thrown.code === 'NotFound' || thrown.code === 'Integrity')
        if (!isVoid || !this.session || !retries.take()) throw thrown
        this.session.forget()
        this.session = undefined
      }
    }
  }

  /** Another task goes on with the same file. */
  continueWith(job: UploadJob): void {
    this.job = job
  }

  /** The task has failed: whoever uploads the same file to the same key may go on with it. */
  release(): void {
    this.session?.release()
    this.released = true
  }

  /** Nobody wants it any more. */
  markUnwanted(): void {
    this.session?.markUnwanted()
  }

  /** Nobody works on it any more either: it is left to be cleaned up. */
  abandon(): void {
    this.session?.abandon()
    this.session = undefined
  }

  private async attempt(run: Run): Promise<UploadResult> {
    if (this.released && this.session && !this.session.reclaim()) this.session = undefined
    this.released = false
    const session = (this.session ??= await PartsSession.open(this.job, run, this.partSize))
    run.signal.throwIfStopped()
    run.report(session.confirmed, this.job.content.size)
    await this.sendParts(run, session)
    const result = await completeUpload(this.job, run, session)
    session.forget()
    return result
  }

  /** The first failure stops the other parts; none of them runs any more when this rejects. */
  private async sendParts(run: Run, session: PartsSession): Promise<void> {
    const signal = new Signal()
    const forget = run.signal.onStop(() => signal.stop())
    const queue = session.missing
    const failures: unknown[] = []
    const work = async (place: number) => {
      while (place < this.width && !signal.stopped) {
        const number = queue.shift()
        if (number === undefined) return
        await this.sendPart({ ...run, signal }, session, number)
      }
    }
    const places = Array.from({ length: this.width }, (_, place) => place)
    const workers = places.map((place) =>
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

  private sendPart(run: Run, session: PartsSession, number: number): Promise<void> {
    const { retries, traffic, content, place, Headers } = this.job
    const { position, length } = session.range(number)
    const Query = { partNumber: number, uploadId: session.UploadId }
    const type = { 'content-type': Headers['content-type'] ?? '' }
    const sendOnce = async () => {
      const bytes = await content.read(position, length)
      const params = { ...place, Method: 'PUT', Query, Headers: type, Actions: PARTS_ACTIONS } as const
      const { response, crc } = await sendChecked(this.job, run.signal, params, bytes)
      session.arrived(number, response.headers.etag ?? '', crc)
      run.report(session.confirmed, content.size)
    }
    return retries.run(run.signal, () =>
      traffic.carry(run.order, run.signal, sendOnce).catch((thrown: unknown) => {
        this.narrow(thrown)
        throw thrown
      }),
    )
  }

  /** Parts that share a slow line make each other late. */
  private narrow(thrown: unknown): void {
    if (isCosError(thrown) && thrown.code === 'Timeout') this.width = Math.max(1, this.width - 1)
  }
}
