import { xmlElements, xmlText } from '../../request/xml'
import { verifyCrc64 } from '../checksum'
import { combineCrc64, EMPTY_CRC64, type Crc64 } from '../crc64'
import type { UploadRecord } from '../upload-store'
import { initiateUpload } from './initiate'
import { overwriteHeaders } from './object-headers'
import { isSlow } from './part-size'
import { sendForObject, putContent, type StoredContent, type UploadRun } from './upload-run'

const DEFAULT_CONCURRENCY = 3

/** Uploads in parts: goes on with what the session holds, or begins anew. @throws CosError */
export async function uploadInParts(run: UploadRun): Promise<StoredContent> {
  const { session, signal } = run
  const record =
    session.record || (await signal.race(session.begin(run.context, (onSent) => initiateUpload(run, onSent))))
  const etags = session.etags || (session.etags = await listParts(run, record))
  await sendParts(run, record, etags)
  return completeUpload(run, record, etags)
}

/** The ETags of the parts that have arrived as they were read, by number. */
async function listParts(run: UploadRun, { UploadId: uploadId, crcs }: UploadRecord): Promise<string[]> {
  const etags: string[] = []
  for (let marker = '0'; marker; ) {
    const { data: xml } = await sendForObject(run, { Query: { uploadId, 'part-number-marker': marker } })
    for (const part of xmlElements(xml, 'Part')) {
      const number = Number(xmlText(part, 'PartNumber'))
      // What arrived unseen may have been changed on its way: it is sent again.
      if (crcs[number]) etags[number] = xmlText(part, 'ETag')
    }
    marker = xmlText(xml, 'IsTruncated') === 'true' ? xmlText(xml, 'NextPartNumberMarker') : ''
  }
  return etags
}

/**
 * Sends the parts that are missing, some at a time, and notes each that has arrived. The first that fails for good stops
 * the others.
 * @throws CosError when none is under way any more
 */
async function sendParts(run: UploadRun, record: UploadRecord, etags: string[]): Promise<void> {
  const missing = partNumbers(record).filter((number) => !etags[number])
  let loaded = missing.reduce((left, number) => left - partLength(record, number), record.size)
  run.progress.start(loaded)
  run.progress.report(loaded, record.size)

  let failure: unknown
  const sendNext = async (number: number, mustWait: () => boolean) => {
    if (mustWait()) return void missing.unshift(number)
    await sendPart(run, record, etags, number)
    loaded += partLength(record, number)
    run.progress.report(loaded, record.size)
  }
  const work = async (_: unknown, worker: number) => {
    // Parts that share a slow line make each other late: then the first worker is left alone.
    const mustWait = () =>
      failure !== undefined ||
      (worker > 0 && isSlow(record.partSize, run.session.runtime.uploadThroughput.bytesPerSecond))
    while (missing.length > 0 && !mustWait()) {
      const number = Number(missing.shift())
      await run
        .retry(() => sendNext(number, mustWait))
        .catch((thrown: unknown) => {
          failure = failure || thrown
        })
    }
  }
  while (missing.length > 0 && failure === undefined) {
    await Promise.all(Array.from({ length: run.options.partConcurrency || DEFAULT_CONCURRENCY }, work))
  }
  if (failure !== undefined) throw failure
}

/** Headers that each part needs as well as the request that begins the upload. */
const PART_HEADER = /^(content-type|x-cos-traffic-limit|x-cos-server-side-encryption-customer-.*)$/

function partHeaders(headers: Record<string, string>): Record<string, string> {
  const ofPart: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (PART_HEADER.test(name)) ofPart[name] = value
  }
  return ofPart
}

/** @see https://cloud.tencent.com/document/product/436/7750 */
async function sendPart(run: UploadRun, record: UploadRecord, etags: string[], number: number): Promise<void> {
  const part = {
    Query: { partNumber: number, uploadId: record.UploadId },
    Headers: partHeaders(run.headers),
  }
  const start = (number - 1) * record.partSize
  const { response, crc } = await putContent(run, part, start, partLength(record, number))
  etags[number] = response.headers.etag || ''
  record.crcs[number] = crc
  run.session.runtime.uploads.save(record)
}

/**
 * Makes an object of the parts.
 * @throws CosError `Integrity` where it is not what was read
 * @see https://cloud.tencent.com/document/product/436/7742
 */
async function completeUpload(run: UploadRun, record: UploadRecord, etags: string[]): Promise<StoredContent> {
  const crc = crc64OfParts(record)
  const parts = etags.map((etag, number) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
  const response = await sendForObject(run, {
    Method: 'POST',
    Query: { uploadId: record.UploadId },
    Headers: overwriteHeaders(run.options, { 'content-type': 'application/xml' }),
    body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
  })
  verifyCrc64(response, crc)
  return { response, crc }
}

/** The CRC of the whole file, once all parts have arrived. */
export function crc64OfParts(record: UploadRecord): Crc64 {
  return partNumbers(record).reduce(
    (crc, number) => combineCrc64(crc, record.crcs[number] || EMPTY_CRC64, partLength(record, number)),
    EMPTY_CRC64,
  )
}

/** The numbers of all parts, in order. */
function partNumbers({ size, partSize }: UploadRecord): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1)
}

function partLength({ size, partSize }: UploadRecord, number: number): number {
  return Math.min(partSize, size - (number - 1) * partSize)
}
