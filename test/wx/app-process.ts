// Not the global one, which fake timers replace, and which jest's browser environments lack.
import { setImmediate } from 'node:timers'
import { failureOf, type WxFailure } from './callbacks'
import type { Clock } from './clock'

/** The running app. When it is killed, nothing calls back any more: no request, no file, no timer. */
export class AppProcess {
  private alive = true
  private readonly running = new Set<unknown>()

  /** Milliseconds since the epoch. */
  readonly startedAt: number

  constructor(
    private readonly clock: Clock,
    /** Whether failures carry `errno`: older base libraries give `errMsg` alone. */
    private readonly withErrno: boolean,
  ) {
    this.startedAt = clock.now()
  }

  get killed(): boolean {
    return !this.alive
  }

  /** Calls back from the platform: never before the app's own code has come to rest. */
  later(run: () => void): void {
    const work = this.clock.begin()
    setImmediate(() => {
      work.end()
      if (this.alive) run()
    })
  }

  /** What `fail` gets for it. */
  failure(api: string, error: unknown): WxFailure {
    const { errMsg, errno } = failureOf(api, error)
    return this.withErrno && errno !== undefined ? { errMsg, errno } : { errMsg }
  }

  /** The app's own timers. */
  readonly setTimeout = (run: () => void, milliseconds: number): unknown => {
    if (!this.alive) return undefined
    const timer = this.clock.setTimeout(() => {
      this.running.delete(timer)
      run()
    }, milliseconds)
    this.running.add(timer)
    return timer
  }

  readonly clearTimeout = (timer: unknown): void => {
    this.running.delete(timer)
    this.clock.clearTimeout(timer)
  }

  kill(): void {
    this.alive = false
    for (const timer of this.running) this.clock.clearTimeout(timer)
    this.running.clear()
  }
}
