/** Fewer bytes say more of the latency than of the throughput. */
const MIN_SAMPLE_BYTES = 100_000
/** How much of the average the newest sample is. */
const SAMPLE_WEIGHT = 0.4

/** How fast the line has been, averaged over requests. */
export class Throughput {
  private average: number | undefined

  /** `undefined` while unknown. */
  get bytesPerSecond(): number | undefined {
    return this.average
  }

  /** Takes in how long a request took. */
  record(bytes: number, milliseconds: number): void {
    if (bytes < MIN_SAMPLE_BYTES) return
    const sample = (bytes / (milliseconds || 1)) * 1000
    this.average = (this.average ?? sample) * (1 - SAMPLE_WEIGHT) + sample * SAMPLE_WEIGHT
  }

  /** A request ran into the time limit: the line is no faster than this. */
  recordTimeout(bytes: number, milliseconds: number): void {
    this.average = (bytes / milliseconds) * 1000
  }
}
