import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { objectSize } from '../catalog/objects'
import { readRange } from '../message/range'
import { entityTooLarge } from '../message/rejection'
import { readCopySource } from './copy-source'
import { findUpload, publishPart, readPartNumber } from './upload-part'

/** Upload Part - Copy. */
export const copyPart: Operation = async (call, service) => {
  authorize(call, service, 'UploadPart')
  const partNumber = readPartNumber(call)
  const upload = findUpload(call, service)
  const source = readCopySource(call, service)
  const size = objectSize(source)
  const { start, end } = readRange(call.headers.get('x-cos-copy-source-range'), size) ?? { start: 0, end: size }
  if (end - start > service.maxObjectSize) throw entityTooLarge()
  const written = await service.contents.write(service.contents.read(source.content, start, end))
  const part = await publishPart(call, service, upload, { ...written, partNumber })
  return xmlAnswer(200, 'CopyPartResult', { ETag: `"${part.md5}"`, LastModified: isoDate(part.lastModified) })
}
