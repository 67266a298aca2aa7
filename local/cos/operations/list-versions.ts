import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { listPage } from '../catalog/listing'
import { objectSize } from '../catalog/objects'
import { countParameter, ownerOf, readListing } from './list-parameters'

/** GET Bucket Object versions: of a bucket that keeps none but the latest, whose version has no id. */
export const listVersions: Operation = async (call, service) => {
  const { prefix, delimiter, encode, encodingType } = readListing(call)
  authorize(call, service, 'GetBucketObjectVersions', prefix)
  const marker = call.target.parameters.get('key-marker') ?? ''
  const max = countParameter(call.target.parameters.get('max-keys'), 'max-keys', 1000, 1000)
  const page = listPage(service.objects.keys(call.bucket), { prefix, delimiter, marker, max })
  const found = page.keys.flatMap((key) => service.objects.get(call.bucket, key) ?? [])
  return xmlAnswer(200, 'ListVersionsResult', {
    Name: call.bucket,
    EncodingType: encodingType,
    Prefix: encode(prefix),
    KeyMarker: encode(marker),
    VersionIdMarker: '',
    MaxKeys: max,
    Delimiter: delimiter === '' ? undefined : encode(delimiter),
    IsTruncated: page.next !== undefined,
    NextKeyMarker: page.next === undefined ? undefined : encode(page.next),
    CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    Version: found.map((object) => ({
      Key: encode(object.key),
      VersionId: '',
      IsLatest: true,
      LastModified: isoDate(object.lastModified),
      ETag: object.etag,
      Size: objectSize(object),
      StorageClass: object.storageClass,
      Owner: ownerOf(call),
    })),
  })
}
