import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { objectSize } from '../catalog/objects'
import { readRange, type ByteRange } from '../message/range'
import { entityTooLarge, invalidArgument } from '../message/rejection'
import { readCopySource } from './copy-source'
import { findUpload, publishPart, readPartNumber } from './upload-part'

/** Upload Part - Copy. */
export const copyPart: Operation = async (call, service) => {
  authorize(call, service, 'UploadPart')
  const partNumber = readPartNumber(call)
  const upload = findUpload(call, service)
  const source = readCopySource(call, service)
  const size = objectSize(source)
  const { start, end } = copiedRange(call.headers.get('x-cos-copy-source-range'), size)
  if (end - start > service.maxObjectSize) throw entityTooLarge()
  const written = await service.contents.write(service.contents.read(source.content, start, end))
  const part = await publishPart(call, service, upload, { ...written, partNumber })
  return xmlAnswer(200, 'CopyPartResult', { ETag: `"${part.md5}"`, LastModified: isoDate(part.lastModified) })
}

/** Where it is not understood, all of the source would be another part than the one that is wanted. */
function copiedRange(header: string | undefined, size: number): ByteRange {
  const range = readRange(header, size)
  if (header !== undefined && !range) throw invalidArgument('x-cos-copy-source-range must be bytes=first-last.')
  return range ?? { start: 0, end: size }
}
