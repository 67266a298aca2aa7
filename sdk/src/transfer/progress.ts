import type { TransferProgress } from '../types/transfers'

/** The speed is taken over one to two such windows. */
const SPEED_WINDOW_MS = 5000

interface Sample {
  readonly at: number
  readonly loaded: number
}

/** Tells progress that is never less than before, and complete exactly once, at the end. */
export class ProgressMeter {
  private total = 0
  private loaded = 0
  private windowStart: Sample = { at: 0, loaded: 0 }
  private nextWindowStart = this.windowStart

  constructor(
    private readonly now: () => number,
    private readonly tell: (progress: TransferProgress) => void,
  ) {}

  /** The transfer runs, or runs again: what was confirmed before does not count for the speed. */
  start(loaded = this.loaded): void {
    this.windowStart = this.nextWindowStart = { at: this.now(), loaded }
  }

  /** So many bytes are confirmed; all of them are only once the work has ended well. */
  report(loaded: number, total: number): void {
    this.total = total
    if (loaded > this.loaded && loaded < total) this.advance(loaded)
  }

  finish(): void {
    this.advance(this.total)
  }

  private advance(loaded: number): void {
    this.loaded = loaded
    const { total } = this
    const percent = total > 0 ? loaded / total : 1
    this.tell({ loaded, total, percent, speed: this.speed() })
  }

  /** Bytes per second. */
  private speed(): number {
    const sample = { at: this.now(), loaded: this.loaded }
    if (sample.at - this.nextWindowStart.at > SPEED_WINDOW_MS) {
      this.windowStart = this.nextWindowStart
      this.nextWindowStart = sample
    }
    const { at, loaded } = this.windowStart
    return sample.at > at ? Math.round(((sample.loaded - loaded) / (sample.at - at)) * 1000) : 0
  }
}
