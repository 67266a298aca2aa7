import { answer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { Rejection } from '../message/rejection'

/** HEAD Bucket. */
export const headBucket: Operation = async (call, service) => {
  authorize(call, service, 'HeadBucket')
  return answer(200, [['x-cos-bucket-region', service.Region]])
}

/** PUT Bucket: the buckets are those of the settings. */
export const putBucket: Operation = async (call, service) => {
  authorize(call, service, 'PutBucket')
  throw new Rejection(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded.')
}
