import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { countParameter, ownerOf, readListing } from './list-parameters'
import { findUpload } from './upload-part'

/** List Parts. */
export const listParts: Operation = async (call, service) => {
  authorize(call, service, 'ListParts')
  const { bucket, key, target } = call
  const { encode, encodingType } = readListing(call)
  const upload = findUpload(call, service)
  const marker = countParameter(target.parameters.get('part-number-marker'), 'part-number-marker', 0, 10_000)
  const max = countParameter(target.parameters.get('max-parts'), 'max-parts', 1000, 1000)
  const rest = service.uploads.parts(bucket, key, upload.uploadId).filter((part) => part.partNumber > marker)
  const page = rest.slice(0, max)
  const isTruncated = rest.length > page.length
  return xmlAnswer(200, 'ListPartsResult', {
    Bucket: bucket,
    EncodingType: encodingType,
    Key: encode(key),
    UploadId: upload.uploadId,
    Owner: ownerOf(call),
    Initiator: ownerOf(call),
    StorageClass: upload.storageClass,
    PartNumberMarker: marker,
    NextPartNumberMarker: isTruncated ? page.at(-1)?.partNumber : undefined,
    MaxParts: max,
    IsTruncated: isTruncated,
    Part: page.map((part) => ({
      PartNumber: part.partNumber,
      LastModified: isoDate(part.lastModified),
      ETag: `"${part.md5}"`,
      Size: part.size,
    })),
  })
}
