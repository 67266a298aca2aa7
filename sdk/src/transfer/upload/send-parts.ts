import { partHeaders } from './object-headers'
import type { UploadRecord } from '../upload-store'
import { isSlow } from './part-size'
import { partLength, partNumbers } from './parts'
import { putContent, type UploadRun } from './upload-run'

const DEFAULT_CONCURRENCY = 3

/**
 * Sends the parts that are missing, some at a time, and notes each that has arrived. The first that fails for good stops
 * the others.
 * @param etags - of the parts that have arrived, by number: those that arrive now are added
 * @throws CosError when none is under way any more
 */
export function sendParts(run: UploadRun, record: UploadRecord, etags: string[]): Promise<void> {
  return new PartSender(run, record, etags).sendAll()
}

class PartSender {
  private readonly missing: number[]
  private loaded: number
  private failure: unknown

  constructor(
    private readonly run: UploadRun,
    private readonly record: UploadRecord,
    private readonly etags: string[],
  ) {
    this.missing = partNumbers(record).filter((number) => !etags[number])
    this.loaded = this.missing.reduce((left, number) => left - partLength(record, number), record.size)
  }

  async sendAll(): Promise<void> {
    const { progress, options } = this.run
    progress.start(this.loaded)
    progress.report(this.loaded, this.record.size)
    const workers = Array.from({ length: options.partConcurrency || DEFAULT_CONCURRENCY }, (_, index) => index > 0)
    while (this.missing.length > 0 && this.failure === undefined) {
      await Promise.all(workers.map((isSpare) => this.work(isSpare)))
    }
    if (this.failure !== undefined) throw this.failure
  }

  /** Sends one part after another. @param isSpare - whether it leaves the line to others where that is slow */
  private async work(isSpare: boolean): Promise<void> {
    while (this.missing.length > 0 && !this.mustStop(isSpare)) {
      const number = Number(this.missing.shift())
      try {
        await this.run.retry(() => this.sendOrReturn(number, isSpare))
      } catch (thrown) {
        this.failure = this.failure || thrown
      }
    }
  }

  /** Parts that share a slow line make each other late. */
  private mustStop(isSpare: boolean): boolean {
    const { bytesPerSecond } = this.run.session.runtime.uploadThroughput
    return this.failure !== undefined || (isSpare && isSlow(this.record.partSize, bytesPerSecond))
  }

  /** What there is no time for any more is missing again, for another worker. */
  private async sendOrReturn(number: number, isSpare: boolean): Promise<void> {
    if (this.mustStop(isSpare)) return void this.missing.unshift(number)
    await this.send(number)
    this.loaded += partLength(this.record, number)
    this.run.progress.report(this.loaded, this.record.size)
  }

  /** @see https://cloud.tencent.com/document/product/436/7750 */
  private async send(number: number): Promise<void> {
    const { run, record } = this
    const part = {
      Query: { partNumber: number, uploadId: record.UploadId },
      Headers: partHeaders(run.headers),
    }
    const start = (number - 1) * record.partSize
    const { response, crc } = await putContent(run, part, start, partLength(record, number))
    this.etags[number] = response.headers.etag || ''
    record.crcs[number] = crc
    run.session.runtime.uploads.save(record)
  }
}
