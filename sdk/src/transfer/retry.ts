import type { Core } from '../core'
import { isCosError, type CosErrorCode } from '../errors'
import type { Lifecycle } from './lifecycle'
import type { Signal } from './signal'

const BUDGET = 8
const FIRST = 500
const LONGEST = 20_000

/** What went wrong; empty for what is no `CosError`. */
export function codeOf(thrown: unknown): CosErrorCode | '' {
  return isCosError(thrown) ? thrown.code : ''
}

/**
 * Tries again what may succeed later: exponential back-off with jitter, and a budget for the whole task, which each
 * success fills up by one. What a hidden app or a lost network has broken costs nothing.
 */
export interface Retries {
  /** @param mended - what went wrong where the caller mends it himself. @throws CosError */
  run<Result>(signal: Signal, action: () => Promise<Result>, mended?: CosErrorCode): Promise<Result>
  /** Uses up one retry; `false` where there is none left. */
  take(): boolean
  /** For a task that begins anew with what an earlier one has left. */
  refill: () => void
}

export function createRetries({ timers, random }: Core, lifecycle: Lifecycle, budget = BUDGET): Retries {
  let left = budget
  const take = () => left > 0 && left-- > 0
  return {
    take,
    refill() {
      left = budget
    },
    async run(signal, action, mended) {
      for (let longest = FIRST; ; ) {
        await lifecycle.clear(signal)
        const { disturbances } = lifecycle
        try {
          const result = await action()
          left = Math.min(budget, left + 1)
          return result
        } catch (thrown) {
          signal.throwIfStopped()
          const code = codeOf(thrown)
          if (code === 'Network') await signal.guard(lifecycle.refresh())
          const isTransport = /^(Network|Timeout|Interrupted|CredentialsTimeout)$/.test(code)
          if (isTransport && disturbances !== lifecycle.disturbances) continue
          if (!isCosError(thrown) || !thrown.retryable || code === mended || !take()) throw thrown
          await sleep(timers, signal, longest * (0.5 + random() / 2))
          longest = Math.min(longest * 2, LONGEST)
        }
      }
    },
  }
}

/** @throws CosError `Aborted`, at once when stopped */
export async function sleep(timers: Core['timers'], signal: Signal, milliseconds: number): Promise<void> {
  signal.throwIfStopped()
  let timer: unknown
  try {
    await signal.guard(new Promise<void>((resolve) => (timer = timers.setTimeout(resolve, milliseconds))))
  } finally {
    timers.clearTimeout(timer)
  }
}
