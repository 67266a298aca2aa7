import type { CosError } from '../errors/cos-error'
import type { Environment } from '../platform/environment'

const BACKOFF_BASE_MS = 1000
const BACKOFF_MAX_MS = 30_000

/** Keeps a failing source from being asked again at once: exponential back-off with jitter. */
export class CircuitBreaker {
  private failure: CosError | undefined
  private pauseMs = 0
  private nextPauseMs = BACKOFF_BASE_MS
  private trippedAt = 0

  constructor(private readonly environment: Pick<Environment, 'now' | 'random'>) {}

  /** What every call gets until the back-off ends. */
  openFailure(): CosError | undefined {
    const passedMs = this.environment.now() - this.trippedAt
    // A clock that was set back must not prolong the pause.
    if (passedMs < 0 || passedMs >= this.pauseMs) this.failure = undefined
    return this.failure
  }

  /** The source has failed: begins a pause, twice as long as the one before, and as long as the source asks for. */
  trip(failure: CosError): void {
    if (this.openFailure()) return
    const jittered = this.nextPauseMs * (0.5 + this.environment.random() / 2)
    this.failure = failure
    this.trippedAt = this.environment.now()
    this.pauseMs = Math.max(jittered, (failure.retryAfter || 0) * 1000)
    this.nextPauseMs = Math.min(this.nextPauseMs * 2, BACKOFF_MAX_MS)
  }

  /** The source has answered. */
  reset(): void {
    this.failure = undefined
    this.nextPauseMs = BACKOFF_BASE_MS
  }
}
