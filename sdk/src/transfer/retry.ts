import { isCosError, type CosError, type CosErrorCode } from '../errors/cos-error'
import type { Environment } from '../platform/environment'
import type { Signal } from './abort-signal'
import type { AppState } from './app-state'

/** Failures that a run may have, less those that successes have made good. */
const RETRY_BUDGET = 8
/** A time-out takes a minute of the person who waits: with this the fifth in a row is the last, not the ninth. */
const COST_OF_TIMEOUT = 2
const BACKOFF_BASE_MS = 500
const BACKOFF_MAX_MS = 20_000

/** What went wrong; empty for what is no `CosError`. */
export function codeOf(thrown: unknown): CosErrorCode | '' {
  return isCosError(thrown) ? thrown.code : ''
}

/** Does something, again where that may help. @throws CosError */
export type Retry = <Result>(action: () => Promise<Result>) => Promise<Result>

/** Whose retries they are: a stop ends them. */
interface RetryingRun {
  readonly context: { readonly environment: Pick<Environment, 'timers' | 'random'> }
  readonly runtime: { readonly appState: AppState }
  readonly signal: Signal
}

/**
 * Retries what may succeed later: exponential back-off with jitter, and a budget, which each success fills up by one.
 * What a hidden app or a lost network has broken costs nothing of it; tries that run out of time side by side cost as much as one.
 */
export function createRetry({ context, runtime, signal }: RetryingRun, budget = RETRY_BUDGET): Retry {
  const { appState } = runtime
  const { timers, random } = context.environment
  let left = budget
  let timeouts = 0
  return async (action) => {
    for (let backoffMs = BACKOFF_BASE_MS; ; backoffMs = Math.min(backoffMs * 2, BACKOFF_MAX_MS)) {
      await appState.whenActive(signal)
      const { changeCount } = appState
      const timeoutsBefore = timeouts
      try {
        const result = await action()
        left = Math.min(budget, left + 1)
        return result
      } catch (thrown) {
        signal.throwIfAborted()
        if (!isCosError(thrown) || !thrown.retryable) throw thrown
        // It may explain the failure, and answers during the pause.
        appState.checkNetwork()
        if (thrown.code === 'Interrupted') appState.observeInterruption()
        await sleep(timers, signal, pauseMs(thrown, backoffMs, random()))
        const wasDisturbed = appState.changeCount !== changeCount
        if (wasDisturbed) continue
        if (thrown.code !== 'Timeout') left--
        else if (timeouts === timeoutsBefore) {
          timeouts++
          left -= COST_OF_TIMEOUT
        }
        if (left < 0) throw thrown
      }
    }
  }
}

/** Half of the back-off to all of it, and at least what the server asks for. */
function pauseMs({ retryAfter = 0 }: CosError, backoffMs: number, random: number): number {
  return Math.max(backoffMs * (0.5 + random / 2), retryAfter * 1000)
}

/** @throws CosError `Aborted`, at once when stopped; then no timer is left */
export function sleep(timers: Environment['timers'], signal: Signal, milliseconds: number): Promise<void> {
  let timer: unknown
  const passed = new Promise<void>((resolve) => {
    timer = timers.setTimeout(resolve, milliseconds)
  })
  return signal.race(passed).finally(() => timers.clearTimeout(timer))
}
