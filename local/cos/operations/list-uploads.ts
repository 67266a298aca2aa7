import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Call, type Operation } from '../call'
import { commonPrefixOf } from '../catalog/listing'
import { compareUtf8 } from '../catalog/objects'
import type { Upload } from '../catalog/uploads'
import { countParameter, ownerOf, readListing, type Listing } from './list-parameters'

/** List Multipart Uploads. */
export const listUploads: Operation = async (call, service) => {
  const listing = readListing(call)
  const { prefix, delimiter, encode, encodingType } = listing
  authorize(call, service, 'ListMultipartUploads', prefix)
  const keyMarker = call.target.parameters.get('key-marker') ?? ''
  const idMarker = call.target.parameters.get('upload-id-marker') ?? ''
  const max = countParameter(call.target.parameters.get('max-uploads'), 'max-uploads', 1000, 1000)

  const all = service.uploads.list(call.bucket).filter((upload) => upload.key.startsWith(prefix))
  const commonPrefixes = [...new Set(all.flatMap((upload) => commonPrefixOf(upload.key, listing) ?? []))]
  const single = all.filter((upload) => commonPrefixOf(upload.key, listing) === undefined)
  const rest = single.sort(byKeyThenId).filter((upload) => isAfter(upload, keyMarker, idMarker))
  const page = rest.slice(0, max)
  const last = rest.length > page.length ? page.at(-1) : undefined
  return xmlAnswer(200, 'ListMultipartUploadsResult', {
    Bucket: call.bucket,
    'Encoding-Type': encodingType,
    KeyMarker: encode(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: last && encode(last.key),
    NextUploadIdMarker: last?.uploadId,
    MaxUploads: max,
    IsTruncated: last !== undefined,
    Prefix: encode(prefix),
    Delimiter: encode(delimiter),
    CommonPrefixes: commonPrefixes.sort(compareUtf8).map((common) => ({ Prefix: encode(common) })),
    Upload: page.map((upload) => uploadElement(upload, call, listing)),
  })
}

function uploadElement(upload: Upload, call: Call, { encode }: Listing) {
  return {
    Key: encode(upload.key),
    UploadId: upload.uploadId,
    StorageClass: upload.storageClass,
    Initiator: ownerOf(call),
    Owner: ownerOf(call),
    Initiated: isoDate(upload.initiated),
  }
}

function byKeyThenId(a: Upload, b: Upload): number {
  return compareUtf8(a.key, b.key) || compareUtf8(a.uploadId, b.uploadId)
}

/** Without an upload-id-marker, all uploads of the marker's own key are left out. */
function isAfter(upload: Upload, keyMarker: string, idMarker: string): boolean {
  const order = compareUtf8(upload.key, keyMarker)
  return keyMarker === '' || order > 0 || (order === 0 && idMarker !== '' && compareUtf8(upload.uploadId, idMarker) > 0)
}
