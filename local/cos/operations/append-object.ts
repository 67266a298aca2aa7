import { answer } from '../message/answer'
import { checkMd5, contentBody } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import type { Piece } from '../catalog/content'
import { combineCrc64 } from '../catalog/crc64'
import type { Digests } from '../catalog/digest'
import { objectSize, type StoredObject } from '../catalog/objects'
import { readProperties } from '../catalog/properties'
import { entityTooLarge, invalidArgument, Rejection } from '../message/rejection'

/**
 * Append Object: writes at the end of an object that was made so.
 * https://www.tencentcloud.com/document/product/436/7741
 */
export const appendObject: Operation = async (call, service) => {
  authorize(call, service, 'AppendObject')
  const position = readPosition(call)
  checkPosition(service.objects.get(call.bucket, call.key), position)
  const properties = readProperties(call)
  const written = await service.contents.write(contentBody(call, service))
  try {
    checkMd5(call, written)
    if (position + written.size > service.maxObjectSize) throw entityTooLarge()
    const object = await service.objects.update(call.bucket, call.key, (before) => {
      checkPosition(before, position)
      const { bucket, key, now } = call
      return before
        ? appended(before, written, now)
        : { ...properties, bucket, key, ...first(written), lastModified: now }
    })
    return answer(200, [
      ['ETag', object.etag],
      ['x-cos-hash-crc64ecma', object.crc64],
      ['x-cos-next-append-position', String(objectSize(object))],
    ])
  } catch (error) {
    await service.contents.discard([written])
    throw error
  }
}

function readPosition({ target }: Call): number {
  const text = target.parameters.get('position') ?? ''
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument('position must be a number.')
  return Number(text)
}

function checkPosition(before: StoredObject | undefined, position: number): void {
  if (before && before.appendable !== true) {
    throw new Rejection(409, 'ObjectNotAppendable', 'The object is not appendable.')
  }
  if (position !== (before ? objectSize(before) : 0)) {
    throw new Rejection(409, 'PositionNotEqualToLength', 'The position is not the length of the object.')
  }
}

function first({ blob, size, md5, crc64 }: Digests & Piece) {
  return { content: [{ blob, size }], etag: `"${md5}"`, crc64, appendable: true }
}

function appended(before: StoredObject, { blob, size, md5, crc64 }: Digests & Piece, now: number): StoredObject {
  return {
    ...before,
    content: [...before.content, { blob, size }],
    etag: `"${md5}"`,
    crc64: combineCrc64(before.crc64, crc64, size),
    lastModified: now,
  }
}
