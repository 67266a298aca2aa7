import { createHash } from 'node:crypto'
import { xmlAnswer } from '../message/answer'
import { readDocument } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import { contentSize } from '../catalog/content'
import { combineCrc64 } from '../catalog/crc64'
import { urlEncodePath } from '../message/encode'
import type { StoredObject } from '../catalog/objects'
import { entityTooLarge, malformedXml, Rejection } from '../message/rejection'
import type { Service } from '../service'
import type { Part, Upload } from '../catalog/uploads'
import { children, childText, readXml } from '../message/xml'
import { checkOverwrite } from './put-object'
import { findUpload } from './upload-part'

/** Complete Multipart Upload: the object appears, whole, when the answer is sent. */
export const completeUpload: Operation = async (call, service) => {
  authorize(call, service, 'CompleteMultipartUpload')
  const upload = findUpload(call, service)
  const listed = readListedParts(await readDocument(call))
  const { etag, crc64 } = await complete(call, service, upload, listed)
  const { bucket, key, headers } = call
  const Location = `http://${headers.get('host') ?? ''}/${urlEncodePath(key)}`
  const result = { Location, Bucket: bucket, Key: key, ETag: etag }
  return xmlAnswer(200, 'CompleteMultipartUploadResult', result, [['x-cos-hash-crc64ecma', crc64]])
}

interface ListedPart {
  partNumber: number
  md5: string
}

function readListedParts(document: Uint8Array): ListedPart[] {
  const listed = children(readXml(document, 'CompleteMultipartUpload'), 'Part').map((part) => ({
    partNumber: Number(childText(part, 'PartNumber').trim()),
    md5: childText(part, 'ETag').trim().replace(/^"|"$/g, ''),
  }))
  if (listed.length === 0 || listed.some(({ partNumber }) => !Number.isInteger(partNumber))) throw malformedXml()
  return listed
}

async function complete(
  call: Call,
  service: Service,
  upload: Upload,
  listed: readonly ListedPart[],
): Promise<StoredObject> {
  const { object } = await service.uploads.end(upload, async (stored) => {
    const kept = chooseParts(listed, stored, service.minPartSize)
    const made = joinParts(upload, kept, call.now)
    if (contentSize(made.content) > service.maxObjectSize) throw entityTooLarge()
    await service.objects.put(made, (before) => checkOverwrite(call, before))
    return { kept, object: made }
  })
  return object
}

function chooseParts(listed: readonly ListedPart[], stored: readonly Part[], minPartSize: number): Part[] {
  const byNumber = new Map(stored.map((part) => [part.partNumber, part]))
  return listed.map(({ partNumber, md5 }, index) => {
    if (index > 0 && partNumber <= (listed[index - 1]?.partNumber ?? 0)) {
      throw new Rejection(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.')
    }
    const part = byNumber.get(partNumber)
    if (part?.md5 !== md5) {
      throw new Rejection(400, 'InvalidPart', 'One or more of the specified parts could not be found.')
    }
    if (index < listed.length - 1 && part.size < minPartSize) {
      throw new Rejection(
        400,
        'EntityTooSmall',
        'Your proposed upload is smaller than the minimum allowed object size.',
      )
    }
    return part
  })
}

/** Nothing is copied: the object's content is the run of its parts' blobs. */
function joinParts(upload: Upload, parts: readonly Part[], now: number): StoredObject {
  const { initiated: _, ...kept } = upload
  const md5 = createHash('md5').update(Buffer.concat(parts.map((part) => Buffer.from(part.md5, 'hex'))))
  const crc64 = parts.reduce((crc, part) => combineCrc64(crc, part.crc64, part.size), '0')
  const content = parts.map(({ blob, size }) => ({ blob, size }))
  const etag = `"${md5.digest('hex')}-${parts.length}"`
  return { ...kept, content, etag, crc64, lastModified: now }
}
