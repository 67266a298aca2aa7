import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Call, type Operation } from '../call'
import { objectSize, type ObjectProperties, type StoredObject } from '../catalog/objects'
import { readProperties } from '../catalog/properties'
import { entityTooLarge, invalidArgument } from '../message/rejection'
import { readCopySource } from './copy-source'
import { publishWritten } from './put-object'

/** PUT Object - Copy. */
export const copyObject: Operation = async (call, service) => {
  authorize(call, service, 'PutObject')
  const source = readCopySource(call, service)
  const properties = copiedProperties(call, source)
  const size = objectSize(source)
  if (size > service.maxObjectSize) throw entityTooLarge()
  const written = await service.contents.write(service.contents.read(source.content, 0, size))
  const object = await publishWritten(call, service, written, properties)
  return xmlAnswer(200, 'CopyObjectResult', {
    ETag: object.etag,
    CRC64: object.crc64,
    LastModified: isoDate(object.lastModified),
  })
}

function copiedProperties(call: Call, source: StoredObject): ObjectProperties {
  const directive = call.headers.get('x-cos-metadata-directive') ?? 'Copy'
  const given = readProperties(call)
  if (/^replaced$/i.test(directive)) return given
  if (!/^copy$/i.test(directive)) throw invalidArgument('x-cos-metadata-directive must be Copy or Replaced.')
  const isItself = source.bucket === call.bucket && source.key === call.key
  if (isItself) throw invalidArgument('A copy of an object onto itself has to replace its metadata.')
  return { ...given, contentType: source.contentType, headers: source.headers, ...copiedTags(call, source) }
}

function copiedTags({ headers }: Call, { tags }: StoredObject): Pick<ObjectProperties, 'tags'> {
  const isReplaced = /^replaced$/i.test(headers.get('x-cos-tagging-directive') ?? '')
  return isReplaced || tags === undefined ? {} : { tags }
}
