// Not the global ones, which fake timers replace, and which jest's browser environments lack.
import { performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers'
import type { Clock, Work } from './clock'

/** A clock that a test owns: time passes only in `run`, `advance` and `runUntilIdle`, and then at once. */
export interface VirtualClock extends Clock {
  /**
   * Lets time pass until the promise has settled, and gives its outcome.
   * Throws where it never will: nothing is scheduled any more, or `within` milliseconds have passed (a day, if unsaid).
   */
  run<T>(promise: PromiseLike<T>, options?: { within?: number }): Promise<T>
  /** Lets so many milliseconds pass. */
  advance(milliseconds: number): Promise<void>
  /** Lets time pass until nothing is scheduled. Throws after a day of it: something never ends. */
  runUntilIdle(): Promise<void>
  /** How many timers are set: none may be left when all is done. */
  pendingTimers(): number
}

interface Timer {
  at: number
  run: () => void
}

const day = 24 * 3600 * 1000
const patience = 30_000

/** All that promises had left to do is done when this resolves. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** @param options.start - milliseconds since the epoch; 2026-01-01 if unsaid */
export function virtualClock({ start = Date.UTC(2026, 0, 1) } = {}): VirtualClock {
  let now = start
  const timers = new Timers()
  const labour = new Labour()

  const fireNext = (until: number): boolean => {
    const timer = timers.takeDue(until)
    if (!timer) return false
    now = Math.max(now, timer.at)
    timer.run()
    return true
  }

  const runWhile = async (pending: () => boolean, until: number): Promise<boolean> => {
    for (;;) {
      await labour.rest()
      if (!pending()) return true
      if (!fireNext(until)) return false
    }
  }

  return {
    now: () => now,
    setTimeout: (run, milliseconds) => timers.add({ at: now + Math.max(0, milliseconds), run }),
    clearTimeout: (timer) => timers.remove(timer),
    begin: () => labour.begin(),
    pendingTimers: () => timers.size,

    async run(promise, { within = day } = {}) {
      let settled = false
      const settle = () => void (settled = true)
      promise.then(settle, settle)
      if (!(await runWhile(() => !settled, now + within))) {
        throw new Error(
          timers.size === 0
            ? 'nothing is scheduled, and the promise is pending: it would hang forever'
            : `the promise is pending after ${within} ms of the clock`,
        )
      }
      return promise
    },

    async advance(milliseconds) {
      const until = now + milliseconds
      await runWhile(() => true, until)
      now = until
    },

    async runUntilIdle() {
      await runWhile(() => true, now + day)
      if (timers.size > 0) throw new Error('timers are still being set after a day of the clock')
    },
  }
}

/** In the order in which they fire; of two for the same moment, the one that was set first. */
class Timers {
  private readonly list: Timer[] = []

  get size(): number {
    return this.list.length
  }

  add(timer: Timer): Timer {
    let index = this.list.length
    while (index > 0 && (this.list[index - 1]?.at ?? 0) > timer.at) index--
    this.list.splice(index, 0, timer)
    return timer
  }

  remove(timer: unknown): void {
    const index = this.list.findIndex((other) => other === timer)
    if (index >= 0) this.list.splice(index, 1)
  }

  takeDue(until: number): Timer | undefined {
    const [next] = this.list
    return next && next.at <= until ? this.list.shift() : undefined
  }
}

/** Counts the work that is under way. */
class Labour {
  private active = 0

  begin(): Work {
    let working = false
    let ended = false
    const set = (next: boolean) => {
      if (working !== next) this.active += next ? 1 : -1
      working = next
    }
    set(true)
    return {
      pause: () => set(false),
      resume: () => set(!ended),
      end: () => {
        ended = true
        set(false)
      },
    }
  }

  /** Resolves when nothing but time itself can make anything happen. */
  async rest(): Promise<void> {
    await turn()
    if (this.active === 0) return
    const since = performance.now()
    while (this.active > 0) {
      if (performance.now() - since > patience) throw new Error(`a server has not answered in ${patience} ms`)
      await turn()
    }
  }
}
