/** A longer silence is a pause of the line, and says nothing of its speed. */
const MAX_GAP_MS = 5000

/** How long must have come what tells how long all will take, and how long that may be. */
export interface PaceLimits {
  readonly minSampleMs: number
  readonly maxTotalMs: number
}

/** Where ranges can bring the rest: as soon as it is likely that one request will not, within the platform's minute. */
export const UNTIL_RANGES: PaceLimits = { minSampleMs: 6000, maxTotalMs: 50_000 }
/** Where they cannot: only when there is no hope, since a line may become faster. */
export const UNTIL_HOPELESS: PaceLimits = { minSampleMs: 15_000, maxTotalMs: 120_000 }

/** Tells from its progress how fast one request brings a download. */
export class DownloadPace {
  private lastAt: number | undefined
  private busyMs = 0
  private loaded = 0

  constructor(private readonly now: () => number) {}

  /** More has come. */
  advance(loaded: number): void {
    const at = this.now()
    if (this.lastAt !== undefined) this.busyMs += Math.min(at - this.lastAt, MAX_GAP_MS)
    this.lastAt = at
    this.loaded = loaded
  }

  /** Bytes that have come, and how long they took without the pauses of the line. */
  get sample(): [bytes: number, milliseconds: number] {
    return [this.loaded, this.busyMs]
  }

  /** Whether all of it would take too long. */
  isTooSlow(total: number, { minSampleMs, maxTotalMs }: PaceLimits): boolean {
    return this.busyMs > minSampleMs && (this.busyMs / this.loaded) * total > maxTotalMs
  }
}
