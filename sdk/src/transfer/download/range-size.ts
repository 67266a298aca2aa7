import { comfortablePartSize } from '../comfortable-size'

const KIB = 1024

/** Smaller ranges cost more for asking than for bringing. */
export const MIN_RANGE_BYTES = 256 * KIB
/** Nor does any request that this package sends carry more. */
export const MAX_RANGE_BYTES = 100 * KIB * KIB
/** No range that is chosen here is larger: some of them lie in memory at a time. */
const MAX_CHOSEN_RANGE_BYTES = 4 * KIB * KIB
/** No request should take longer: on a line that has become slow, a range comes by several. */
const MAX_SECONDS_PER_REQUEST = 20

/** Bytes a range: what the caller says, or some seconds each. @param throughput - bytes per second */
export function chooseRangeSize(size: number, throughput?: number, rangeSize?: number): number {
  const wanted = Math.min(comfortablePartSize(size, throughput), MAX_CHOSEN_RANGE_BYTES)
  return rangeSize || Math.ceil(Math.max(wanted, MIN_RANGE_BYTES))
}

/** Bytes that one request brings of a range, at the throughput seen. */
export function requestBytes(missing: number, throughput = Infinity): number {
  return Math.min(missing, Math.ceil(Math.max(throughput * MAX_SECONDS_PER_REQUEST, MIN_RANGE_BYTES)))
}
