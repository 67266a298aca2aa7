import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Call, type Operation } from '../call'
import { listPage } from '../catalog/listing'
import { objectSize, type StoredObject } from '../catalog/objects'
import { countParameter, ownerOf, readListing } from './list-parameters'

/** GET Bucket: one page of the keys. */
export const listObjects: Operation = async (call, service) => {
  const { prefix, delimiter, encode, encodingType } = readListing(call)
  authorize(call, service, 'GetBucket', prefix)
  const marker = call.target.parameters.get('marker') ?? ''
  const max = countParameter(call.target.parameters.get('max-keys'), 'max-keys', 1000, 1000)
  const page = listPage(service.objects.keys(call.bucket), { prefix, delimiter, marker, max })
  const found = page.keys.map((key) => service.objects.get(call.bucket, key)).filter((object) => object !== undefined)
  return xmlAnswer(
    200,
    'ListBucketResult',
    {
      Name: call.bucket,
      EncodingType: encodingType,
      Prefix: encode(prefix),
      Marker: encode(marker),
      MaxKeys: max,
      Delimiter: delimiter === '' ? undefined : encode(delimiter),
      IsTruncated: page.next !== undefined,
      NextMarker: page.next === undefined ? undefined : encode(page.next),
      CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
      Contents: found.map((object) => contents(object, call, encode)),
    },
    [['x-cos-bucket-region', service.Region]],
  )
}

function contents(object: StoredObject, call: Call, encode: (text: string) => string) {
  return {
    Key: encode(object.key),
    LastModified: isoDate(object.lastModified),
    ETag: object.etag,
    Size: objectSize(object),
    Owner: ownerOf(call),
    StorageClass: object.storageClass,
  }
}
