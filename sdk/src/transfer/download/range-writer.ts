import { partLength, partStart } from '../parts'
import type { DownloadRecord } from '../partial-files'
import { fetchRange, type RangeSource } from './fetch-range'
import { requestBytes } from './range-size'

/**
 * Makes what brings a range of an object to its place in a file: by several requests, where the line is slow. What one
 * try has brought, the next does not fetch again.
 */
export function createRangeWriter(source: RangeSource, record: DownloadRecord): (number: number) => Promise<void> {
  const { context, runtime, priority, signal } = source
  const { downloadThroughput, partialFiles, requestQueue } = runtime
  /** Bytes of ranges that are under way, by number. */
  const written: Record<number, number> = {}

  function positionIn(number: number): number {
    return written[number] || 0
  }

  async function fetchSome(number: number): Promise<void> {
    const position = positionIn(number)
    const missing = partLength(record, number) - position
    const length = requestBytes(missing, downloadThroughput.bytesPerSecond)
    const start = partStart(record, number) + position
    const range = { start, end: start + length, etag: record.etag }
    const { bytes } = await downloadThroughput.measure(context.environment, length, () => fetchRange(source, range))
    signal.throwIfAborted()
    await partialFiles.write(record, bytes, start)
    written[number] = position + bytes.byteLength
  }

  return async (number) => {
    while (positionIn(number) < partLength(record, number)) {
      // The bytes are let go before the next request has its turn, so that few are held.
      await requestQueue.run(priority, signal, () => fetchSome(number))
    }
    partialFiles.note(record, number)
  }
}
