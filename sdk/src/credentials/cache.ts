import type { SigningKey } from '../signature/signing-key'
import type { PresignedRequest } from '../types/signing'
import type { Scope } from './scope'

/** Temporary credentials in use. Times are UNIX seconds on the server's clock. */
export interface CachedCredentials extends SigningKey, Scope {
  /** The security token. */
  readonly token: string
  /** Seconds that were left of their life when they came. */
  readonly leftAtFirst: number
}

/** What can sign, or the one request that somebody else has signed. */
export type ObtainedCredentials = SigningKey | PresignedRequest

/** @returns whether it can be used again, and lost */
export function isCached(obtained: ObtainedCredentials): obtained is CachedCredentials {
  return 'token' in obtained
}

/** The temporary credentials that a client holds, the newest first. */
export interface CredentialsCache {
  /** The newest that fits. */
  find(isFit: (entry: CachedCredentials) => boolean): CachedCredentials | undefined
  add(entry: CachedCredentials): void
  /** COS does not accept these any more. Several requests may find that out: the first one counts. */
  invalidate(rejected: CachedCredentials): void
  /** Whether COS has rejected a token twice: a backend that keeps credentials may hand it out for ever. */
  isRejected(token: string): boolean
  removeAll(isUnwanted: (entry: CachedCredentials) => boolean): void
}

const MAX_ENTRIES = 100

export function createCredentialsCache(): CredentialsCache {
  let entries: readonly CachedCredentials[] = []
  const rejections: Record<string, number> = {}
  const cache: CredentialsCache = {
    find: (isFit) => entries.find(isFit),
    add(entry) {
      entries = [entry].concat(entries).slice(0, MAX_ENTRIES)
    },
    invalidate(rejected) {
      const { token } = rejected
      if (entries.includes(rejected)) rejections[token] = (rejections[token] || 0) + 1
      cache.removeAll((entry) => entry === rejected)
    },
    isRejected: (token) => (rejections[token] || 0) > 1,
    removeAll(isUnwanted) {
      entries = entries.filter((entry) => !isUnwanted(entry))
    },
  }
  return cache
}
