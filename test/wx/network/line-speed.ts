import type { Clock } from '../clock'

/** How fast the phone's connection is: what all requests share, piece by piece in the order in which they ask. */
export class LineSpeed {
  private freeAt = 0

  constructor(
    private readonly clock: Clock,
    private readonly bytesPerSecond: number,
  ) {}

  /** Milliseconds until so many bytes have come or gone. */
  take(bytes: number): number {
    const now = this.clock.now()
    this.freeAt = Math.max(now, this.freeAt) + (bytes / this.bytesPerSecond) * 1000
    return this.freeAt - now
  }
}
