import { answer } from '../message/answer'
import { authorize, type Operation } from '../call'

/** DELETE Object: 204, whether or not there was one. */
export const deleteObject: Operation = async (call, service) => {
  authorize(call, service, 'DeleteObject')
  await service.objects.delete(call.bucket, call.key)
  return answer(204)
}
