import { isSlow } from './part-size'
import { partLength, partNumbers, type Parts } from './parts'
import type { Retry } from './retry'
import type { Run } from './task'
import type { Throughput } from './throughput'

const DEFAULT_CONCURRENCY = 3

/** The parts of one transfer, and how one of them is carried. */
export interface PartsWork {
  readonly parts: Parts
  /** Whether a part has arrived already. */
  readonly hasArrived: (number: number) => boolean
  /** Carries a part, and notes that it has arrived. */
  readonly carry: (number: number) => Promise<void>
  /** Parts at a time. @default 3 */
  readonly concurrency: number | undefined
  readonly throughput: Throughput
  readonly progress: Run['progress']
  readonly retry: Retry
}

/**
 * Carries the parts that are missing, some at a time. The first that fails for good stops the others.
 * @throws CosError when none is under way any more
 */
export function carryParts(work: PartsWork): Promise<void> {
  return new PartCarrier(work).carryAll()
}

class PartCarrier {
  private readonly missing: number[]
  private loaded: number
  private failure: unknown

  constructor(private readonly work: PartsWork) {
    const { parts, hasArrived } = work
    this.missing = partNumbers(parts).filter((number) => !hasArrived(number))
    this.loaded = this.missing.reduce((left, number) => left - partLength(parts, number), parts.size)
  }

  async carryAll(): Promise<void> {
    const { progress, parts, concurrency = DEFAULT_CONCURRENCY } = this.work
    progress.start(this.loaded)
    progress.report(this.loaded, parts.size)
    const workers = Array.from({ length: concurrency }, (_, index) => index > 0)
    while (this.missing.length > 0 && this.failure === undefined) {
      await Promise.all(workers.map((isSpare) => this.carrySome(isSpare)))
    }
    if (this.failure !== undefined) throw this.failure
  }

  /** Carries one part after another. @param isSpare - whether it leaves the line to others where that is slow */
  private async carrySome(isSpare: boolean): Promise<void> {
    while (this.missing.length > 0 && !this.mustStop(isSpare)) {
      const number = Number(this.missing.shift())
      try {
        await this.work.retry(() => this.carryOrReturn(number, isSpare))
      } catch (thrown) {
        this.failure = this.failure || thrown
      }
    }
  }

  /** Parts that share a slow line make each other late. */
  private mustStop(isSpare: boolean): boolean {
    const { parts, throughput } = this.work
    return this.failure !== undefined || (isSpare && isSlow(parts.partSize, throughput.bytesPerSecond))
  }

  /** What there is no time for any more is missing again, for another worker. */
  private async carryOrReturn(number: number, isSpare: boolean): Promise<void> {
    if (this.mustStop(isSpare)) return void this.missing.unshift(number)
    const { parts, carry, progress } = this.work
    await carry(number)
    this.loaded += partLength(parts, number)
    progress.report(this.loaded, parts.size)
  }
}
