import type { TransferProgress } from '../types/transfers'

/** Milliseconds that the speed is taken over. */
const WINDOW = 5000
/** Fewer bytes say more about latency than about speed. */
const TELLING = 100_000

/** Takes in how long a request took. */
export function observePace(shared: { pace?: number }, bytes: number, milliseconds: number): void {
  if (bytes < TELLING) return
  const seen = (bytes / (milliseconds || 1)) * 1000
  shared.pace = (shared.pace || seen) * 0.6 + seen * 0.4
}

/** Progress of one task, as people see it. */
export interface Meter {
  /** It starts to run, or runs again: for the speed, what was confirmed before does not count. */
  start: (loaded?: number) => void
  /** Tells how many bytes are confirmed; all of them are only once the work has ended well. */
  report: (loaded: number, total: number) => void
  finish: () => void
}

/** Tells progress that is never less than before, and complete exactly once, at the end. */
export function createMeter(now: () => number, tell: (progress: TransferProgress) => void): Meter {
  let total = 0
  let confirmed = 0
  let begin: readonly [at: number, loaded: number] = [0, 0]
  let next = begin
  const advance = (loaded: number) => {
    const at = now()
    confirmed = loaded
    // So the window is one to two times as long.
    if (at - next[0] > WINDOW) {
      begin = next
      next = [at, loaded]
    }
    const speed = Math.round(((loaded - begin[1]) / (at - begin[0] || Infinity)) * 1000)
    tell({ loaded, total, speed })
  }
  return {
    start: (loaded = confirmed) => {
      begin = next = [now(), loaded]
    },
    report: (loaded, of) => {
      total = of
      if (loaded > confirmed && loaded < of) advance(loaded)
    },
    finish: () => advance(total),
  }
}
