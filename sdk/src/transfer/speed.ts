const WINDOW = 5000
/** Fewer bytes say more about latency than about speed. */
const TELLING = 100_000

/** Bytes per second that requests in one direction have had of late: what the next ones are planned by. */
export class Pace {
  private bytesPerSecond: number | undefined

  get known(): number | undefined {
    return this.bytesPerSecond
  }

  observe(bytes: number, milliseconds: number): void {
    if (bytes < TELLING || !(milliseconds > 0)) return
    const seen = (bytes / milliseconds) * 1000
    this.bytesPerSecond = this.bytesPerSecond === undefined ? seen : this.bytesPerSecond * 0.6 + seen * 0.4
  }
}

/** Bytes per second over the last seconds of one task, for people to look at. */
export class Speedometer {
  private readings: { at: number; loaded: number }[] = []

  constructor(private readonly now: () => number) {}

  /** It starts to run, or runs again: what lies before does not count. */
  start(loaded: number): void {
    this.readings = [{ at: this.now(), loaded }]
  }

  /** @returns the speed; 0 while unknown */
  read(loaded: number): number {
    const at = this.now()
    this.readings.push({ at, loaded })
    while (this.readings.length > 2 && (this.readings[1]?.at ?? at) <= at - WINDOW) this.readings.shift()
    const [first = { at, loaded }] = this.readings
    const passed = at - first.at
    return passed > 0 ? Math.max(0, Math.round(((loaded - first.loaded) / passed) * 1000)) : 0
  }
}
