import { randomBytes } from 'node:crypto'
import { xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { readProperties } from '../catalog/properties'

/** Initiate Multipart Upload. */
export const beginUpload: Operation = async (call, service) => {
  authorize(call, service, 'InitiateMultipartUpload')
  const { bucket, key, now } = call
  const uploadId = `${Math.floor(now / 1000)}${randomBytes(32).toString('hex')}`
  await service.uploads.begin({ ...readProperties(call), bucket, key, uploadId, initiated: now })
  return xmlAnswer(200, 'InitiateMultipartUploadResult', { Bucket: bucket, Key: key, UploadId: uploadId })
}
