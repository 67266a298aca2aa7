import { answer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { findUpload } from './upload-part'

/** Abort Multipart Upload. */
export const abortUpload: Operation = async (call, service) => {
  authorize(call, service, 'AbortMultipartUpload')
  await service.uploads.end(findUpload(call, service), async () => ({ kept: [] }))
  return answer(204)
}
