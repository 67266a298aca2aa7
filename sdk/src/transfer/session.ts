import { isCosError } from '../errors'
import { combineCrc64, EMPTY_CRC64, type Crc64 } from './crc64'
import { initiateUpload, listParts } from './initiate'
import type { UploadJob } from './job'
import type { KeptUpload } from './kept'
import type { Run } from './task'

/** One upload in parts that COS knows of: which parts have arrived, and what they hold. */
export class PartsSession {
  /** COS does not know it any more, after it was asked to complete it. */
  isGone = false
  private readonly etags = new Map<number, string>()

  private constructor(
    private readonly job: UploadJob,
    private kept: KeptUpload,
  ) {}

  /** Goes on with an upload of an earlier task or start, or begins one. @throws CosError, Stopped */
  static async open(job: UploadJob, run: Run, partSize: number): Promise<PartsSession> {
    const found = job.traffic.kept.find(fileOf(job))
    if (found && job.traffic.kept.claim(found.UploadId)) {
      const session = new PartsSession(job, found)
      if (await session.goOn(run)) return session
    }
    return PartsSession.begin(job, run, partSize)
  }

  private static async begin(job: UploadJob, run: Run, partSize: number): Promise<PartsSession> {
    const { Domain, Protocol } = job.place
    const UploadId = await initiateUpload(job, run)
    const fresh = { crcs: {}, completing: false, unwanted: false, refusals: 0, touched: 0 }
    const session = new PartsSession(job, { ...fileOf(job), Domain, Protocol, UploadId, partSize, ...fresh })
    job.traffic.kept.claim(UploadId)
    session.save()
    return session
  }

  get UploadId(): string {
    return this.kept.UploadId
  }

  /** The numbers of the parts that have not arrived, in order. */
  get missing(): number[] {
    return this.numbers.filter((number) => !this.etags.has(number))
  }

  /** Bytes that have arrived. */
  get confirmed(): number {
    return [...this.etags.keys()].reduce((sum, number) => sum + this.range(number).length, 0)
  }

  /** All parts, as Complete wants them. */
  get parts(): { number: number; etag: string }[] {
    return this.numbers.map((number) => ({ number, etag: this.etags.get(number) ?? '' }))
  }

  /** Of the whole file, once all parts have arrived. */
  get crc(): Crc64 {
    return this.numbers.reduce(
      (crc, number) => combineCrc64(crc, this.kept.crcs[number] ?? EMPTY_CRC64, this.range(number).length),
      EMPTY_CRC64,
    )
  }

  range(number: number): { position: number; length: number } {
    const { partSize, size } = this.kept
    const position = (number - 1) * partSize
    return { position, length: Math.min(partSize, size - position) }
  }

  arrived(number: number, etag: string, crc: Crc64): void {
    this.etags.set(number, etag)
    this.kept.crcs[number] = crc
    this.save()
  }

  /** COS is about to be asked to make the object. */
  startCompleting(): void {
    this.kept.completing = true
    this.save()
  }

  /** Takes it back after a failure. @returns whether nobody else has taken it meanwhile */
  reclaim(): boolean {
    return this.job.traffic.kept.claim(this.UploadId)
  }

  /** Leaves it to whoever goes on with it. */
  release(): void {
    if (this.kept.md5) this.job.traffic.kept.release(this.UploadId)
  }

  /** It is an object now, or COS does not know it any more. */
  forget(): void {
    this.job.traffic.kept.remove(this.UploadId)
  }

  /** Nobody wants it: notes that, before anything else can happen. */
  markUnwanted(): void {
    this.kept.unwanted = true
    this.save()
  }

  /** Leaves it to be cleaned up. */
  abandon(): void {
    this.job.traffic.kept.abandon(this.kept)
  }

  private get numbers(): number[] {
    const count = Math.ceil(this.kept.size / this.kept.partSize)
    return Array.from({ length: count }, (_, index) => index + 1)
  }

  private save(): void {
    this.job.traffic.kept.save(this.kept)
  }

  /** Asks COS which parts are there. @returns `false` where it does not know the upload */
  private async goOn(run: Run): Promise<boolean> {
    const { completing, crcs } = this.kept
    if (completing) this.job.maybeStored = true
    try {
      for (const { number, etag, size } of await listParts(this.job, run, this.UploadId)) {
        // What arrived unseen may have been changed on its way: it is sent again.
        if (crcs[number] && size === this.range(number).length) this.etags.set(number, etag)
      }
      return true
    } catch (thrown) {
      this.release()
      if (!isCosError(thrown) || thrown.code !== 'NotFound') throw thrown
    }
    this.isGone = completing && this.numbers.every((number) => crcs[number])
    if (this.isGone) for (const number of this.numbers) this.etags.set(number, '')
    else this.forget()
    return this.isGone
  }
}

/** What tells this upload from others. */
function fileOf({ core, place, content, Headers }: UploadJob) {
  const { Bucket, Region } = core.prepare(place).credentials
  const { size, md5 = '' } = content
  return { Bucket, Region, Key: place.Key, size, md5, headers: JSON.stringify(Headers) }
}
