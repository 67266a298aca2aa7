import { answer, xmlAnswer } from '../message/answer'
import { authorize, type Operation } from '../call'
import { aclAnswer } from './object-acl'
import { Rejection } from '../message/rejection'

/** HEAD Bucket. */
export const headBucket: Operation = async (call, service) => {
  authorize(call, service, 'HeadBucket')
  return answer(200, [['x-cos-bucket-region', service.Region]])
}

/** GET Bucket location. */
export const getBucketLocation: Operation = async (call, service) => {
  authorize(call, service, 'GetBucketLocation')
  return xmlAnswer(200, 'LocationConstraint', service.Region)
}

/** GET Bucket acl: it is the owner's alone. */
export const getBucketAcl: Operation = async (call, service) => {
  authorize(call, service, 'GetBucketACL')
  return aclAnswer(call, { acl: 'private' })
}

/** PUT Bucket: the buckets are those of the settings. */
export const putBucket: Operation = async (call, service) => {
  authorize(call, service, 'PutBucket')
  throw new Rejection(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded.')
}
