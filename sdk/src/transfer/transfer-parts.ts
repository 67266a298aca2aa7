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
export async function transferParts(work: PartsWork): Promise<void> {
  const { parts, concurrency = DEFAULT_CONCURRENCY, throughput, progress, retry } = work
  const missing = partNumbers(parts).filter((number) => !work.hasArrived(number))
  let loaded = missing.reduce((left, number) => left - partLength(parts, number), parts.size)
  let failure: unknown

  /** Another part has failed for good; or the line is so slow that parts side by side make each other late. */
  function mustStop(isExtra: boolean): boolean {
    return failure !== undefined || (isExtra && isSlow(parts.partSize, throughput.bytesPerSecond))
  }

  /** One worker: transfers one part after another. @param isExtra - it stops where the line is too slow for several */
  async function transferSome(isExtra: boolean): Promise<void> {
    while (missing.length > 0 && !mustStop(isExtra)) {
      const number = Number(missing.shift())
      try {
        await retry(() => transferOrPutBack(number, isExtra))
      } catch (thrown) {
        failure = failure || thrown
      }
    }
  }

  /** A worker that has to stop puts its part back, for another worker: that is no failure of the part. */
  async function transferOrPutBack(number: number, isExtra: boolean): Promise<void> {
    if (mustStop(isExtra)) {
      missing.unshift(number)
      return
    }
    await work.transferPart(number)
    loaded += partLength(parts, number)
    progress.report(loaded, parts.size)
  }

  progress.start(loaded)
  progress.report(loaded, parts.size)
  const workers = Array.from({ length: concurrency }, (_, index) => index > 0)
  while (missing.length > 0 && failure === undefined) await Promise.all(workers.map(transferSome))
  if (failure !== undefined) throw failure
}
