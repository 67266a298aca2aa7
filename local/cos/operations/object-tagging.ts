import { answer, xmlAnswer } from '../message/answer'
import { readDocument } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import { checkTags, type Tag } from '../catalog/tags'
import { noSuchKey, Rejection } from '../message/rejection'
import type { Service } from '../service'
import { childRecord, children, childText, readXml } from '../message/xml'

/** PUT Object tagging: in the place of the tags before. */
export const putObjectTagging: Operation = async (call, service) => {
  authorize(call, service, 'PutObjectTagging')
  const tagging = readXml(await readDocument(call), 'Tagging')
  const tags = children(childRecord(tagging, 'TagSet'), 'Tag').map((tag) => ({
    Key: childText(tag, 'Key'),
    Value: childText(tag, 'Value'),
  }))
  await setTags(call, service, checkTags(tags))
  return answer(200)
}

/** GET Object tagging. */
export const getObjectTagging: Operation = async (call, service) => {
  authorize(call, service, 'GetObjectTagging')
  const object = service.objects.get(call.bucket, call.key)
  if (!object) throw noSuchKey()
  const { tags = [] } = object
  if (tags.length === 0) throw new Rejection(404, 'NoSuchTagSet', 'There is no tag set on the object.')
  return xmlAnswer(200, 'Tagging', { TagSet: { Tag: tags.map(({ Key, Value }) => ({ Key, Value })) } })
}

/** DELETE Object tagging. */
export const deleteObjectTagging: Operation = async (call, service) => {
  authorize(call, service, 'DeleteObjectTagging')
  await setTags(call, service, [])
  return answer(204)
}

async function setTags({ bucket, key }: Call, service: Service, tags: readonly Tag[]): Promise<void> {
  await service.objects.update(bucket, key, (object) => {
    if (!object) throw noSuchKey()
    return { ...object, tags }
  })
}
