import type { Environment } from '../platform/environment'
import type { ClientContext } from '../request/client-context'
import { isCosError, type CosErrorCode } from '../errors/cos-error'
import type { Lifecycle } from './app-state'
import type { Signal } from './abort-signal'

const BUDGET = 8
const FIRST = 500
const LONGEST = 20_000

/** What went wrong; empty for what is no `CosError`. */
export function codeOf(thrown: unknown): CosErrorCode | '' {
  return isCosError(thrown) ? thrown.code : ''
}

/** Does it, and does it again where that may help. @throws CosError */
export type Retry = <Result>(action: () => Promise<Result>) => Promise<Result>

/**
 * Tries again what may succeed later: exponential back-off with jitter, and a budget for each run of a task, which each
 * success fills up by one. What a hidden app or a lost network has broken costs nothing.
 */
export function createRetry(context: ClientContext, lifecycle: Lifecycle, signal: Signal, budget = BUDGET): Retry {
  let left = budget
  return async (action) => {
    for (let longest = FIRST; ; longest = Math.min(longest * 2, LONGEST)) {
      await lifecycle.clear(signal)
      const { changed } = lifecycle
      try {
        const result = await action()
        left = Math.min(budget, left + 1)
        return result
      } catch (thrown) {
        signal.throwIfStopped()
        if (!isCosError(thrown) || !thrown.retryable) throw thrown
        lifecycle.refresh()
        await sleep(context.environment.timers, signal, longest * (0.5 + context.environment.random() / 2))
        if (!changed.stopped && left-- <= 0) throw thrown
      }
    }
  }
}

/** @throws CosError `Aborted`, at once when stopped */
export function sleep(timers: Environment['timers'], signal: Signal, milliseconds: number): Promise<void> {
  return signal.guard(new Promise((resolve) => void timers.setTimeout(resolve, milliseconds)))
}
