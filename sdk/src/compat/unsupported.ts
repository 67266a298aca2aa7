import { CosError } from '../errors/cos-error'
import { officialMethod } from '../official/callbacks'
import { failureOf } from './failure'

/** Settings of buckets, each of which can be put, read, and most of them deleted. */
const SETTINGS =
  'Acl Cors Policy Tagging Lifecycle Versioning Replication Website Referer Domain Origin Logging Inventory Accelerate'

/** Names of the official SDK's methods that are not here. */
const NAMES = SETTINGS.split(' ')
  .map((setting) => `putBucket${setting} getBucket${setting} deleteBucket${setting}`)
  .concat(
    'getService putBucket headBucket deleteBucket getBucketLocation listBucketInventory listObjectVersions getObjectAcl',
    'putObjectAcl optionsObject restoreObject putObjectTagging getObjectTagging deleteObjectTagging appendObject',
    'uploadPartCopy multipartInit multipartUpload multipartComplete multipartListPart multipartAbort sliceCopyFile',
    'request getAuth',
  )
  .join(' ')
  .split(' ')

/** Methods that fail with what to do instead. */
export function unsupportedMethods(): Record<string, unknown> {
  const methods: Record<string, unknown> = {}
  for (const name of NAMES) {
    methods[name] = officialMethod((_params: unknown, settle) =>
      settle(failureOf(new CosError('Unsupported', `There is no ${name} in cos-miniprogram/compat`, { hint: HINT }))),
    )
  }
  return methods
}

const HINT = 'Call it on your own cos-wx-sdk-v5, by connectOfficial of cos-miniprogram/official.'
