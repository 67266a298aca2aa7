import { answer } from '../message/answer'
import { checkMd5, contentBody } from '../message/body'
import { authorize, type Call, type Operation } from '../call'
import type { Piece } from '../catalog/content'
import type { Digests } from '../catalog/digest'
import { invalidArgument } from '../message/rejection'
import type { Service } from '../service'
import type { Part, Upload } from '../catalog/uploads'

/** Upload Part. */
export const uploadPart: Operation = async (call, service) => {
  authorize(call, service, 'UploadPart')
  const partNumber = readPartNumber(call)
  const upload = findUpload(call, service)
  const written = await service.contents.write(contentBody(call, service))
  const part = await publishPart(call, service, upload, { ...written, partNumber })
  return answer(200, [
    ['ETag', `"${part.md5}"`],
    ['x-cos-hash-crc64ecma', part.crc64],
  ])
}

/** Makes a part of bytes just written; where that fails, they are discarded. */
export async function publishPart(
  call: Call,
  service: Service,
  upload: Upload,
  written: Digests & Piece & { partNumber: number },
): Promise<Part> {
  const part = { ...written, uploadId: upload.uploadId, lastModified: call.now }
  try {
    checkMd5(call, part)
    await service.uploads.putPart(upload, part)
    return part
  } catch (error) {
    await service.contents.discard([part])
    throw error
  }
}

/** The upload that the call names. @throws {Rejection} `NoSuchUpload` */
export function findUpload({ bucket, key, target }: Call, service: Service): Upload {
  return service.uploads.get(bucket, key, target.parameters.get('uploadId') ?? '')
}

/** @throws {Rejection} `InvalidArgument` */
export function readPartNumber({ target }: Call): number {
  const text = target.parameters.get('partNumber') ?? ''
  const partNumber = Number(text)
  if (!/^\d{1,5}$/.test(text) || partNumber < 1 || partNumber > 10_000) {
    throw invalidArgument('Part number must be an integer between 1 and 10000, inclusive')
  }
  return partNumber
}
