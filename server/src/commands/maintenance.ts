import type { Policy } from '../access/policy'
import { createCosClient } from '../cos/client'
import type { CosClient } from '../cos/client'
import type { IssuedCredentials, Issuer } from '../issuer/issuer'
import type { Settings } from '../settings'

/** What `user list` and `user delete` need besides what is lent to users; the sub-account has to have them. */
export const MAINTENANCE_ACTIONS = ['name/cos:GetBucketObjectVersions', 'name/cos:ListMultipartUploads'] as const

const LISTING = ['name/cos:GetBucket', ...MAINTENANCE_ACTIONS]
const DELETION = ['name/cos:DeleteObject', 'name/cos:AbortMultipartUpload']

/** All that there is of one user can be listed and deleted, earlier versions too, and nothing of anybody else. */
function maintenancePolicy(prefix: string, { Bucket, Region }: Settings['bucket']): Policy {
  const appId = Bucket.slice(Bucket.lastIndexOf('-') + 1)
  const resource = [`qcs::cos:${Region}:uid/${appId}:${Bucket}/${prefix}*`] as const
  const condition = { string_like: { 'cos:prefix': `${encodeURIComponent(prefix)}*` } }
  return {
    version: '2.0',
    statement: [
      { effect: 'allow', action: LISTING, resource, condition },
      { effect: 'allow', action: DELETION, resource },
    ],
  }
}

/** Who lends, and by which clock. */
export interface Lender {
  settings: Settings
  issuer: Issuer
  /** Milliseconds since the epoch. */
  now: () => number
}

/** What is lent for a command lives this long, and is lent anew this long before its end. */
const LIFE_SECONDS = 1800
const RENEWAL_SECONDS = 60

/** COS with credentials for one user's folder, so that no slip of a command reaches beyond it. */
export function openFolder(prefix: string, { settings, issuer, now }: Lender): CosClient {
  const request = { policy: maintenancePolicy(prefix, settings.bucket), durationSeconds: LIFE_SECONDS }
  let lent: Promise<IssuedCredentials> | undefined
  const renewed = async () => {
    const issued = await lent
    if (issued !== undefined && now() / 1000 < issued.expiredTime - RENEWAL_SECONDS) return issued
    lent = issuer.issue(request)
    return lent
  }
  return async (asked) => createCosClient(settings.bucket, await renewed())(asked)
}
