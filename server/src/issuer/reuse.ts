import type { IssuedCredentials, Issuer } from './issuer'

/** How many policies' credentials are kept at a time. */
const CAPACITY = 1000

interface Kept {
  promise: Promise<IssuedCredentials>
  /** Milliseconds since the epoch. */
  reusableUntil: number
}

/**
 * An issuer that hands out what it has for the same policy, until half of its life is over: signing an album asks STS
 * once. Failures are not kept. What is kept is worth nothing outside this process, and is lost without harm.
 */
export function createReusingIssuer(issuer: Issuer, now: () => number): Issuer {
  const kept = new Map<string, Kept>()
  const keep = (key: string, promise: Promise<IssuedCredentials>, halfLife: number) => {
    kept.delete(key)
    kept.set(key, { promise, reusableUntil: now() + halfLife * 1000 })
    const [oldest] = kept.keys()
    if (kept.size > CAPACITY && oldest !== undefined) kept.delete(oldest)
  }
  return {
    async issue(request) {
      const key = JSON.stringify(request)
      const found = kept.get(key)
      if (found !== undefined && now() < found.reusableUntil) return found.promise
      const promise = issuer.issue(request)
      keep(key, promise, request.durationSeconds / 2)
      try {
        return await promise
      } catch (error) {
        if (kept.get(key)?.promise === promise) kept.delete(key)
        throw error
      }
    },
  }
}
