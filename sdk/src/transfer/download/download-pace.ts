import { PLATFORM_TIMEOUT_MS } from '../../platform/platform-error'

/** A longer silence is a pause of the line, and says nothing of its speed. */
const MAX_GAP_MS = 5000
/** So long something must have come before that tells how long all will take. */
const MIN_SAMPLE_MS = 15_000

/** Tells from its progress whether one request can bring a download: the platform gives up after a minute. */
export class DownloadPace {
  private lastAt: number | undefined
  private busyMs = 0

  constructor(private readonly now: () => number) {}

  /** More has come. */
  advance(): void {
    const at = this.now()
    if (this.lastAt !== undefined) this.busyMs += Math.min(at - this.lastAt, MAX_GAP_MS)
    this.lastAt = at
  }

  /** Whether all of it would take more than twice of what one request may take. */
  isHopeless(loaded: number, total: number): boolean {
    return this.busyMs > MIN_SAMPLE_MS && (this.busyMs / loaded) * total > 2 * PLATFORM_TIMEOUT_MS
  }
}
