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

/** Bytes per second over the last seconds of one task, for people to look at. */
export interface Speedometer {
  /** It starts to run, or runs again: what lies before does not count. */
  start: (loaded: number) => void
  /** @returns the speed; 0 while unknown */
  read: (loaded: number) => number
}

export function createSpeedometer(now: () => number): Speedometer {
  let readings: (readonly [at: number, loaded: number])[] = []
  return {
    start(loaded) {
      readings = [[now(), loaded]]
    },
    read(loaded) {
      const at = now()
      // Of those before the window, the last one: it is where the window begins.
      const begin = readings.filter((reading) => reading[0] <= at - WINDOW).length - 1
      readings = readings.slice(Math.max(0, begin))
      readings.push([at, loaded])
      const [[since, before] = [at, loaded]] = readings
      return at > since ? Math.max(0, Math.round(((loaded - before) / (at - since)) * 1000)) : 0
    },
  }
}
