import { sendRequestToCos } from '../../request/send-signed'
import { xmlElements, xmlText } from '../../request/xml'
import { verify } from '../checksum'
import { crcOf, lengthOf, partNumbers, type KeptUpload } from './upload-store'
import { forbidding } from './object-headers'
import { choosePartSize, isSlow } from './part-size'
import { ask, put } from './put'
import type { Stored, Upload } from './session'

/** Begins an upload in parts. @see https://cloud.tencent.com/document/product/436/7746 */
export async function beginParts(upload: Upload): Promise<KeptUpload> {
  const { size } = upload.content
  const partSize = choosePartSize(size, upload.traffic.pace, upload.params.partSize)
  const Query = Object.assign({}, upload.params.Query, { uploads: '' })
  upload.signal.throwIfStopped()
  // Once it is asked for, nothing ends the waiting for its id: nobody could clean up what has none.
  const response = await sendRequestToCos(
    upload.context,
    Object.assign({ Method: 'POST', Query, Headers: forbidding(upload.params, upload.headers) } as const, upload.place),
  )
  const UploadId = xmlText(response.data, 'UploadId')
  return Object.assign(
    { UploadId, id: upload.id || '', size, partSize, crcs: {}, touched: 0, busy: true, refusals: 0 },
    upload.place,
  )
}

/** The ETags of the parts that have arrived as they were read, by number. */
export async function listParts(upload: Upload, { UploadId: uploadId, crcs }: KeptUpload): Promise<string[]> {
  const etags: string[] = []
  for (let marker = '0'; marker; ) {
    const { data: xml } = await ask(upload, { Query: { uploadId, 'part-number-marker': marker } })
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
export async function sendParts(upload: Upload, own: KeptUpload, etags: string[]): Promise<void> {
  const { retry } = upload
  const missing = partNumbers(own).filter((number) => !etags[number])
  let loaded = missing.reduce((left, number) => left - lengthOf(own, number), own.size)
  let failure: unknown
  upload.start(loaded)
  upload.report(loaded, own.size)
  const work = async (_: unknown, index: number) => {
    // Parts that share a slow line make each other late.
    const isOver = () => failure || (index && isSlow(own.partSize, upload.traffic.pace))
    while (missing.length && !isOver()) {
      const number = Number(missing.shift())
      await retry(async () => {
        if (isOver()) return void missing.unshift(number)
        await sendPart(upload, own, etags, number)
        upload.report((loaded += lengthOf(own, number)), own.size)
      }).catch((thrown: unknown) => (failure = failure || thrown))
    }
  }
  while (missing.length && !failure) {
    await Promise.all(Array.from({ length: upload.params.partConcurrency || 3 }, work))
  }
  if (failure) throw failure
}

async function sendPart(upload: Upload, own: KeptUpload, etags: string[], number: number): Promise<void> {
  const part = {
    Query: { partNumber: number, uploadId: own.UploadId },
    Headers: { 'content-type': upload.headers['content-type'] },
  }
  const [response, crc] = await put(upload, part, (number - 1) * own.partSize, lengthOf(own, number))
  etags[number] = response.headers.etag || ''
  own.crcs[number] = crc
  upload.traffic.kept.save(own)
}

/** Makes an object of the parts. @throws CosError `Integrity` where it is not what was read */
export async function completeParts(upload: Upload, own: KeptUpload, etags: string[]): Promise<Stored> {
  const crc = crcOf(own)
  const list = etags.map((etag, number) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
  const response = await ask(upload, {
    Method: 'POST',
    Query: { uploadId: own.UploadId },
    Headers: forbidding(upload.params, { 'content-type': 'application/xml' }),
    body: `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`,
  })
  verify(response, crc)
  return [response, crc]
}
