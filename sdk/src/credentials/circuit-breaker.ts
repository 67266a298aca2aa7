import type { CosError } from '../errors/cos-error'
import type { Environment } from '../platform/environment'

const BACKOFF_BASE_MS = 1000
const BACKOFF_MAX_MS = 30_000

/** Keeps a failing source from being asked again at once: exponential back-off with jitter. */
export interface CircuitBreaker {
  /** What every call gets until the back-off ends. */
  openFailure(): CosError | undefined
  /** The source has failed: begins a pause, twice as long as the one before, and as long as the source asks for. */
  trip(failure: CosError): void
  /** The source has answered. */
  reset(): void
}

export function createCircuitBreaker({ now, random }: Environment): CircuitBreaker {
  let failure: CosError | undefined
  let backoffMs = BACKOFF_BASE_MS
  let pauseMs = 0
  let trippedAt = 0
  return {
    openFailure() {
      const passedMs = now() - trippedAt
      // A clock that was set back must not prolong the pause.
      return passedMs >= 0 && passedMs < pauseMs ? failure : undefined
    },
    trip(newFailure) {
      failure = newFailure
      trippedAt = now()
      pauseMs = Math.max(backoffMs * (0.5 + random() / 2), (newFailure.retryAfter || 0) * 1000)
      backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS)
    },
    reset() {
      pauseMs = 0
      backoffMs = BACKOFF_BASE_MS
    },
  }
}
