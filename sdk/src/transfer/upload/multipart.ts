import { xmlElements, xmlText } from '../../request/xml'
import { verifyCrc64 } from '../checksum'
import { combineCrc64, EMPTY_CRC64, formatCrc64, type Crc64 } from '../crc64'
import { partLength, partNumbers } from '../parts'
import type { UploadRecord } from '../upload-record'
import { initiateUpload } from './initiate'
import { completionHeaders, overwriteHeaders } from './object-headers'
import { sendParts } from './send-parts'
import { sendForObject, type StoredContent, type UploadRun } from './upload-run'

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
    xmlElements(xml, 'Part').forEach((part) => {
      const number = Number(xmlText(part, 'PartNumber'))
      // What arrived unseen may have been changed on its way: it is sent again.
      if (crcs[number]) etags[number] = xmlText(part, 'ETag')
    })
    marker = xmlText(xml, 'IsTruncated') === 'true' ? xmlText(xml, 'NextPartNumberMarker') : ''
  }
  return etags
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
    Headers: overwriteHeaders(run.options, completionHeaders(run.headers)),
    body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
  })
  verifyCrc64(response, crc)
  return { response, crc64: formatCrc64(crc), uploadId: record.UploadId }
}

/** The CRC of the whole file, once all parts have arrived. */
export function crc64OfParts(record: UploadRecord): Crc64 {
  return partNumbers(record).reduce(
    (crc, number) => combineCrc64(crc, record.crcs[number] || EMPTY_CRC64, partLength(record, number)),
    EMPTY_CRC64,
  )
}
