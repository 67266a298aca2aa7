const MIB = 1024 * 1024

/** Bytes of every part but the last. @see https://cloud.tencent.com/document/product/436/7750 */
export const MIN_PART_BYTES = MIB
/** The platform reads no more of a file at once: so one request carries no more. */
export const MAX_READ_BYTES = 100 * MIB
const MAX_PARTS = 10_000
/** No part that is chosen here is larger. */
const MAX_CHOSEN_PART_BYTES = 8 * MIB
const DEFAULT_THRESHOLD_BYTES = 5 * MIB
/** Bytes per second, where nothing is known yet. */
const DEFAULT_THROUGHPUT = 512 * 1024
/** How long a part should take. */
const SECONDS_PER_PART = 4
/** What one request may take: the platform gives up after a minute. */
const MAX_COMFORTABLE_SECONDS = 40
/** How many steps of progress people should see at least. */
const MIN_STEPS = 16

/**
 * Bytes a part, for the whole upload: what the caller says, or some seconds each, as far as the limits allow.
 * @param throughput - bytes per second
 */
export function choosePartSize(size: number, throughput = DEFAULT_THROUGHPUT, partSize?: number): number {
  const wanted = partSize || Math.min(throughput * SECONDS_PER_PART, size / MIN_STEPS, MAX_CHOSEN_PART_BYTES)
  return Math.ceil(Math.max(wanted, size / MAX_PARTS, MIN_PART_BYTES))
}

/** Whether these bytes are too many for one request, or for several at a time, at the throughput seen. */
export function isSlow(bytes: number, throughput = Infinity): boolean {
  return bytes / throughput > MAX_COMFORTABLE_SECONDS
}

/** Whether parts are called for: by size, or because one request would take too long; never, where that is `Infinity`. */
export function shouldUseMultipart(size: number, threshold = DEFAULT_THRESHOLD_BYTES, throughput?: number): boolean {
  if (threshold === Infinity) return false
  return size >= (threshold || 1) || (size > MIN_PART_BYTES && isSlow(size, throughput))
}
