import type { Core } from '../core'
import { CosError, isCosError } from '../errors'
import type { Lifecycle } from './lifecycle'
import { Stopped, type Signal } from './signal'

const BUDGET = 8
const FIRST = 500
const LONGEST = 20_000

/** Whether nobody knows if COS has carried out what failed so: no answer came, or one that leaves it open. */
export function isAnswerLost({ code }: CosError): boolean {
  return ['Network', 'Timeout', 'Interrupted', 'ServerError'].includes(code)
}

/**
 * Tries again what may succeed later: exponential back-off with jitter, and a budget for the whole task, which each
 * success fills up by one. What a hidden app or a lost network has broken costs nothing.
 */
export class Retries {
  private left: number

  constructor(
    private readonly core: Core,
    private readonly lifecycle: Lifecycle,
    private readonly budget = BUDGET,
  ) {
    this.left = budget
  }

  /** For a task that begins anew with what an earlier one has left. */
  refill(): void {
    this.left = this.budget
  }

  /** @param options.unless - failures that the caller mends itself. @throws CosError, Stopped */
  async run<Result>(
    signal: Signal,
    action: () => Promise<Result>,
    { unless = () => false }: { unless?: (error: CosError) => boolean } = {},
  ): Promise<Result> {
    for (let failures = 0; ; ) {
      await this.lifecycle.clear(signal)
      const { disturbances } = this.lifecycle
      try {
        const result = await action()
        this.left = Math.min(this.budget, this.left + 1)
        return result
      } catch (thrown) {
        signal.throwIfStopped()
        if (!isCosError(thrown)) throw thrown
        if (thrown.code === 'Network') await signal.guard(this.lifecycle.refresh())
        if (isTransport(thrown) && disturbances !== this.lifecycle.disturbances) continue
        if (!thrown.retryable || unless(thrown) || !this.take()) throw thrown
        await this.pause(signal, failures++)
      }
    }
  }

  /** Uses up one retry; `false` where there is none left. */
  take(): boolean {
    if (this.left <= 0) return false
    this.left--
    return true
  }

  private pause(signal: Signal, failures: number): Promise<void> {
    const { timers, random } = this.core
    const longest = Math.min(FIRST * 2 ** failures, LONGEST)
    return sleep(timers, signal, longest * (0.5 + random() / 2))
  }
}

function isTransport({ code }: CosError): boolean {
  return ['Network', 'Timeout', 'Interrupted', 'CredentialsTimeout'].includes(code)
}

/** @throws Stopped, at once when stopped */
export function sleep(timers: Core['timers'], signal: Signal, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = timers.setTimeout(() => {
      forget()
      resolve()
    }, milliseconds)
    const forget = signal.onStop(() => {
      timers.clearTimeout(timer)
      reject(new Stopped())
    })
  })
}
