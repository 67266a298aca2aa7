import { transferParts } from '../transfer-parts'
import { partLength, partStart } from '../parts'
import type { UploadRecord } from '../upload-record'
import { partHeaders } from './object-headers'
import { putContent, type UploadRun } from './upload-run'

/**
 * Sends the parts that are missing, some at a time, and notes each that has arrived.
 * @param etags - of the parts that have arrived, by number: those that arrive now are added
 * @throws CosError when none is under way any more
 */
export function sendParts(run: UploadRun, record: UploadRecord, etags: string[]): Promise<void> {
  const { retry, progress, options, runtime } = run
  return transferParts({
    parts: record,
    hasArrived: (number) => Boolean(etags[number]),
    transferPart: (number) => sendPart(run, record, etags, number),
    concurrency: options.partConcurrency,
    throughput: runtime.uploadThroughput,
    progress,
    retry,
  })
}

/** @see https://cloud.tencent.com/document/product/436/7750 */
function sendPart(run: UploadRun, record: UploadRecord, etags: string[], number: number): Promise<void> {
  const part = {
    Query: { partNumber: number, uploadId: record.UploadId },
    Headers: partHeaders(run.headers),
  }
  const piece = { position: partStart(record, number), length: partLength(record, number) }
  return putContent(run, part, piece).then(({ response, crc }) => {
    etags[number] = response.headers.etag || ''
    record.crcs[number] = crc
    run.runtime.uploads.save(record)
  })
}
