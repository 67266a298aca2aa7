import type { SigningKey } from '../signature/signing-key'
import type { PresignedRequest } from '../types/signing'
import type { Scope } from './scope'

/** Temporary credentials in use. Times are UNIX seconds on the server's clock. */
export interface CachedCredentials extends SigningKey, Scope {
  /** The security token. */
  readonly token: string
  /** Seconds from their start to their end. */
  readonly life: number
  /** Seconds that were left of their life when they came. */
  readonly leftAtFirst: number
}

/** What can sign, or the one request that somebody else has signed. */
export type ObtainedCredentials = SigningKey | PresignedRequest

export function isCached(obtained: ObtainedCredentials): obtained is CachedCredentials {
  return 'token' in obtained
}

const MAX_ENTRIES = 100

/** The temporary credentials that a client holds, the newest first. */
export class CredentialsCache {
  private entries: readonly CachedCredentials[] = []
  private readonly rejections = new Map<string, number>()

  /** The newest that fits. */
  find(isFit: (entry: CachedCredentials) => boolean): CachedCredentials | undefined {
    // By index: this is on the way of every URL, and iterators are slow without a JIT.
    for (let index = 0; index < this.entries.length; index++) {
      const entry = this.entries[index]
      if (entry && isFit(entry)) return entry
    }
    return undefined
  }

  add(entry: CachedCredentials): void {
    this.entries = [entry, ...this.entries].slice(0, MAX_ENTRIES)
  }

  /** COS does not accept these any more. Several requests may find that out: the first one counts. */
  invalidate(rejected: CachedCredentials): void {
    if (!this.entries.includes(rejected)) return
    this.entries = this.entries.filter((entry) => entry !== rejected)
    this.rejections.set(rejected.token, (this.rejections.get(rejected.token) || 0) + 1)
  }

  /** Whether COS has rejected a token twice: a backend that keeps credentials may hand it out for ever. */
  isRejected(token: string): boolean {
    return (this.rejections.get(token) || 0) > 1
  }

  /** Forgets what is good for a whole bucket because nobody has said what it is good for. */
  removeUnscoped(Bucket: string, Region: string): void {
    this.entries = this.entries.filter(
      (entry) => entry.actions || entry.isSingleKey || entry.Bucket !== Bucket || entry.Region !== Region,
    )
  }
}
