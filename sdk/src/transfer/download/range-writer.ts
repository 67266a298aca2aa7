import { PLATFORM_TIMEOUT_MS } from '../../platform/platform-error'
import { partLength, partStart } from '../parts'
import type { DownloadRecord } from '../partial-files'
import { codeOf } from '../retry'
import { fetchRange, type RangeSource } from './fetch-range'
import { requestBytes } from './range-size'

/** Brings ranges of an object to their places in a file; what one try has brought, the next does not fetch again. */
export class RangeWriter {
  /** Bytes of ranges that are under way, by number. */
  private readonly written: Record<number, number> = {}

  constructor(
    private readonly source: RangeSource,
    private readonly record: DownloadRecord,
  ) {}

  /** @throws CosError */
  async fetchPart(number: number): Promise<void> {
    const { runtime, run } = this.source
    const length = partLength(this.record, number)
    for (let position = 0; position < length; position = this.written[number] || 0) {
      // The bytes are let go before the next request has its turn, so that few are held.
      await runtime.requestQueue.run(run.priority, run.signal, () => this.fetchSome(number))
    }
    runtime.partialFiles.note(this.record, number)
  }

  private async fetchSome(number: number): Promise<void> {
    const { record, source } = this
    const { runtime, run } = source
    const position = this.written[number] || 0
    const missing = partLength(record, number) - position
    const start = partStart(record, number) + position
    const bytes = await this.fetch(start, requestBytes(missing, runtime.downloadThroughput.bytesPerSecond))
    run.signal.throwIfAborted()
    await runtime.partialFiles.write(record, bytes, start)
    this.written[number] = position + bytes.byteLength
  }

  /** How long it takes tells the throughput. */
  private async fetch(start: number, length: number): Promise<ArrayBuffer> {
    const { record, source } = this
    const { downloadThroughput } = source.runtime
    const { now } = source.run.context.environment
    const sentAt = now()
    try {
      const { bytes } = await fetchRange(source, { start, end: start + length, etag: record.etag })
      downloadThroughput.record(length, now() - sentAt)
      return bytes
    } catch (thrown) {
      if (codeOf(thrown) === 'Timeout') downloadThroughput.recordTimeout(length, PLATFORM_TIMEOUT_MS)
      throw thrown
    }
  }
}
