import { isSlow } from './comfortable-size'
import { partLength, partNumbers, type Parts } from './parts'
import type { Retry } from './retry'
import type { Run } from './task'
import type { Throughput } from './throughput'

const DEFAULT_CONCURRENCY = 3

/** The parts of one transfer, and how one of them is transferred. */
export interface PartsWork {
  readonly parts: Parts
  /** Whether a part has arrived already. */
  readonly hasArrived: (number: number) => boolean
  /** Transfers a part, and records that it has arrived. */
  readonly transferPart: (number: number) => Promise<void>
  /** Parts at a time. @default 3 */
  readonly concurrency: number | undefined
  readonly throughput: Throughput
  readonly progress: Run['progress']
  readonly retry: Retry
}

/**
 * Transfers the missing parts, some at a time, each with the retries of the transfer. The first that fails for good stops the others.
 * @throws CosError when none is under way any more
 */
export function transferParts(work: PartsWork): Promise<void> {
  return new PartsTransfer(work).run()
}

class PartsTransfer {
  private readonly missing: number[]
  private loaded: number
  private failure: unknown

  constructor(private readonly work: PartsWork) {
    const { parts, hasArrived } = work
    this.missing = partNumbers(parts).filter((number) => !hasArrived(number))
    this.loaded = this.missing.reduce((left, number) => left - partLength(parts, number), parts.size)
  }

  async run(): Promise<void> {
    const { progress, parts, concurrency = DEFAULT_CONCURRENCY } = this.work
    progress.start(this.loaded)
    progress.report(this.loaded, parts.size)
    const workers = Array.from({ length: concurrency }, (_, index) => ({ isExtra: index > 0 }))
    while (this.missing.length > 0 && this.failure === undefined) {
      await Promise.all(workers.map(({ isExtra }) => this.transferSome(isExtra)))
    }
    if (this.failure !== undefined) throw this.failure
  }

  /** One worker: transfers one part after another. @param isExtra - it stops where the line is too slow for several */
  private async transferSome(isExtra: boolean): Promise<void> {
    while (this.missing.length > 0 && !this.mustStop(isExtra)) {
      const number = Number(this.missing.shift())
      try {
        await this.work.retry(() => this.transferOrPutBack(number, isExtra))
      } catch (thrown) {
        this.failure = this.failure || thrown
      }
    }
  }

  /** Another part has failed for good; or the line is so slow that parts side by side make each other late. */
  private mustStop(isExtra: boolean): boolean {
    const { parts, throughput } = this.work
    const isTooSlowForSeveral = isSlow(parts.partSize, throughput.bytesPerSecond)
    return this.failure !== undefined || (isExtra && isTooSlowForSeveral)
  }

  /** A worker that has to stop puts its part back, for another worker: that is no failure of the part. */
  private async transferOrPutBack(number: number, isExtra: boolean): Promise<void> {
    if (this.mustStop(isExtra)) {
      this.missing.unshift(number)
      return
    }
    const { parts, transferPart, progress } = this.work
    await transferPart(number)
    this.loaded += partLength(parts, number)
    progress.report(this.loaded, parts.size)
  }
}
