/** How large the parts of a transfer are, in either direction. */
const MIB = 1024 * 1024

/** No part that is chosen here is larger. */
const MAX_CHOSEN_PART_BYTES = 8 * MIB
/** Bytes per second, where nothing is known yet. */
const DEFAULT_THROUGHPUT = 512 * 1024
/** How long a part should take. */
const SECONDS_PER_PART = 4
/** How many steps of progress people should see at least. */
const MIN_STEPS = 16
/** What one request may take: the platform gives up after a minute. */
const MAX_COMFORTABLE_SECONDS = 40

/** Bytes a part, so that it takes some seconds. @param throughput - bytes per second */
export function comfortablePartSize(size: number, throughput = DEFAULT_THROUGHPUT): number {
  return Math.min(throughput * SECONDS_PER_PART, size / MIN_STEPS, MAX_CHOSEN_PART_BYTES)
}

/** Whether these bytes are too many for one request, or for several at a time, at the throughput seen. */
export function isSlow(bytes: number, throughput = Infinity): boolean {
  return bytes / throughput > MAX_COMFORTABLE_SECONDS
}
