import { answer } from '../message/answer'
import { checkMd5, contentBody } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import type { Piece } from '../catalog/content'
import type { Digests } from '../catalog/digest'
import type { ObjectProperties, StoredObject } from '../catalog/objects'
import { readProperties } from '../catalog/properties'
import { Rejection } from '../message/rejection'
import type { Service } from '../service'

/** PUT Object. */
export const putObject: Operation = async (call, service) => {
  authorize(call, service, 'PutObject')
  const properties = readProperties(call)
  checkOverwrite(call, service.objects.get(call.bucket, call.key))
  const written = await service.contents.write(contentBody(call, service))
  const object = await publishWritten(call, service, written, properties)
  return answer(200, [
    ['ETag', object.etag],
    ['x-cos-hash-crc64ecma', object.crc64],
  ])
}

/** Makes an object of bytes just written; where that fails, they are discarded. */
export async function publishWritten(
  call: Call,
  service: Service,
  written: Digests & Piece,
  properties: ObjectProperties,
): Promise<StoredObject> {
  const { bucket, key, now } = call
  const { blob, size, md5, crc64 } = written
  const content = [{ blob, size }]
  const object = { ...properties, bucket, key, content, etag: `"${md5}"`, crc64, lastModified: now }
  try {
    checkMd5(call, written)
    await service.objects.put(object, (before) => checkOverwrite(call, before))
    return object
  } catch (error) {
    await service.contents.discard(content)
    throw error
  }
}

/** @throws {Rejection} 409 where `x-cos-forbid-overwrite` protects what is there */
export function checkOverwrite({ headers }: Call, before: StoredObject | undefined): void {
  if (before && headers.get('x-cos-forbid-overwrite') === 'true') {
    throw new Rejection(409, 'FileAlreadyExists', 'The object you specified already exists and can not be overwritten.')
  }
}
