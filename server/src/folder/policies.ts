import type { Policy } from '../access/policy'
import type { BucketSettings } from '../settings'

/** What listing and deleting all of a user need besides what users are granted; the sub-account has to have them. */
export const MAINTENANCE_ACTIONS = ['name/cos:GetBucketObjectVersions', 'name/cos:ListMultipartUploads'] as const

const LISTING = ['name/cos:GetBucket', ...MAINTENANCE_ACTIONS]
const DELETION = ['name/cos:DeleteObject', 'name/cos:AbortMultipartUpload']
const MOVING = ['name/cos:GetObject', 'name/cos:HeadObject', 'name/cos:PutObject', 'name/cos:DeleteObject']

/** All that there is of one user can be listed and deleted, earlier versions too, and nothing of anybody else. */
export function maintenancePolicy(prefix: string, bucket: BucketSettings): Policy {
  const resource = resourceBelow(prefix, bucket)
  const condition = { string_like: { 'cos:prefix': `${encodeURIComponent(prefix)}*` } }
  return {
    version: '2.0',
    statement: [
      { effect: 'allow', action: LISTING, resource, condition },
      { effect: 'allow', action: DELETION, resource },
    ],
  }
}

/** Within one user's folder, objects can be copied and deleted. Never granted to users: a copy has no size that a condition bounds. */
export function movingPolicy(prefix: string, bucket: BucketSettings): Policy {
  return { version: '2.0', statement: [{ effect: 'allow', action: MOVING, resource: resourceBelow(prefix, bucket) }] }
}

function resourceBelow(prefix: string, { Bucket, Region }: BucketSettings): readonly [string] {
  const appId = Bucket.slice(Bucket.lastIndexOf('-') + 1)
  return [`qcs::cos:${Region}:uid/${appId}:${Bucket}/${prefix}*`]
}
