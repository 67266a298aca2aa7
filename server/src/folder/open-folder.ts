import { createCosClient } from '../cos/client'
import type { CosClient } from '../cos/client'
import type { IssuedCredentials, Issuer } from '../issuer/issuer'
import type { Settings } from '../settings'
import { maintenancePolicy } from './policies'

/** The settings and the issuer of maintenance, and its clock. */
export interface MaintenanceContext {
  settings: Settings
  issuer: Issuer
  /** Milliseconds since the epoch. */
  now: () => number
}

/** Credentials for maintenance live this long, and are renewed this long before their end. */
const LIFE_SECONDS = 1800
const RENEWAL_SECONDS = 60

/** COS with credentials for one user's folder, so that no slip reaches beyond it. */
export function openFolder(prefix: string, { settings, issuer, now }: MaintenanceContext): CosClient {
  const request = { policy: maintenancePolicy(prefix, settings.bucket), durationSeconds: LIFE_SECONDS }
  let issued: Promise<IssuedCredentials> | undefined
  const renewed = async () => {
    const held = await issued
    if (held !== undefined && now() / 1000 < held.expiredTime - RENEWAL_SECONDS) return held
    issued = issuer.issue(request)
    return issued
  }
  return async (asked) => createCosClient(settings.bucket, await renewed())(asked)
}
