import { createCosClient } from '../cos/client'
import type { CosClient } from '../cos/client'
import type { IssuedCredentials, Issuer } from '../issuer/issuer'
import type { Settings } from '../settings'
import { maintenancePolicy } from './policies'

/** Who lends, and by which clock. */
export interface Lender {
  settings: Settings
  issuer: Issuer
  /** Milliseconds since the epoch. */
  now: () => number
}

/** What is lent for maintenance lives this long, and is lent anew this long before its end. */
const LIFE_SECONDS = 1800
const RENEWAL_SECONDS = 60

/** COS with credentials for one user's folder, so that no slip reaches beyond it. */
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
