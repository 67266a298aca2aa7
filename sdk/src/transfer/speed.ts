import type { TransferProgress } from '../types'

/** Milliseconds that the speed is taken over. */
const WINDOW = 5000
/** Fewer bytes say more about latency than about speed. */
const TELLING = 100_000

/** Bytes per second that requests in one direction have had of late: what the next ones are planned by. */
export interface Pace {
  known?: number
}

/** Takes in how long a request took. */
export function observePace(pace: Pace, bytes: number, milliseconds: number): void {
  if (bytes < TELLING || !(milliseconds > 0)) return
  const seen = (bytes / milliseconds) * 1000
  pace.known = pace.known === undefined ? seen : pace.known * 0.6 + seen * 0.4
}

/** Progress of one task, as people see it. */
export interface Meter {
  /** It starts to run, or runs again: for the speed, what lies before does not count. */
  start: () => void
  report: (loaded: number, total: number) => void
  finish: () => void
}

/** Tells progress that is never less than before, and complete exactly once, at the end. */
export function createMeter(now: () => number, tell: (progress: TransferProgress) => void): Meter {
  let readings: (readonly [at: number, loaded: number])[] = []
  let confirmed = 0
  let total = 0
  const advance = (loaded: number) => {
    const at = now()
    // Of those before the window, the last one: it is where the window begins.
    const begin = readings.filter((reading) => reading[0] <= at - WINDOW).length - 1
    readings = readings.slice(Math.max(0, begin)).concat([[at, loaded]])
    const [[since, before] = [at, loaded]] = readings
    confirmed = loaded
    tell({ loaded, total, speed: at > since ? Math.round(((loaded - before) / (at - since)) * 1000) : 0 })
  }
  return {
    start: () => {
      readings = [[now(), confirmed]]
    },
    report: (loaded, of) => {
      total = of
      if (loaded > confirmed && loaded < of) advance(loaded)
    },
    finish: () => advance(total),
  }
}
