import type { Environment } from '../platform/environment'
import { PLATFORM_TIMEOUT_MS } from '../platform/platform-error'
import { codeOf } from './retry'

/** Fewer bytes say more of the latency than of the throughput. */
const MIN_SAMPLE_BYTES = 100_000
/** How much of the average the newest sample is. */
const SAMPLE_WEIGHT = 0.4

/** How fast the line has been, averaged over requests. */
export class Throughput {
  /** `undefined` while unknown. */
  bytesPerSecond: number | undefined

  /** Takes in how long a request took. */
  record(bytes: number, milliseconds: number): void {
    if (bytes < MIN_SAMPLE_BYTES) return
    const sample = (bytes / (milliseconds || 1)) * 1000
    this.bytesPerSecond = (this.bytesPerSecond ?? sample) * (1 - SAMPLE_WEIGHT) + sample * SAMPLE_WEIGHT
  }

  /**
   * Takes in how long it takes to transfer bytes. After a time-out the line is no faster than that.
   * @param transfer - calls its argument when the request leaves
   */
  measure<Result>(
    { now }: Environment,
    bytes: number,
    transfer: (onSent: () => void) => Promise<Result>,
  ): Promise<Result> {
    let sentAt = now()
    const onSent = () => {
      sentAt = now()
    }
    return transfer(onSent).then(
      (result) => {
        this.record(bytes, now() - sentAt)
        return result
      },
      (thrown: unknown) => {
        if (codeOf(thrown) === 'Timeout') this.bytesPerSecond = (bytes / PLATFORM_TIMEOUT_MS) * 1000
        throw thrown
      },
    )
  }
}
