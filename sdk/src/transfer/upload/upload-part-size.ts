import { comfortablePartSize, isSlow } from '../comfortable-size'

const MIB = 1024 * 1024

/** Bytes of every part but the last. @see https://cloud.tencent.com/document/product/436/7750 */
export const MIN_PART_BYTES = MIB
/** The platform reads no more of a file at once: so one request carries no more. */
export const MAX_READ_BYTES = 100 * MIB
const MAX_PARTS = 10_000
const DEFAULT_THRESHOLD_BYTES = 5 * MIB

/**
 * Bytes a part, for the whole upload: what the caller says, or some seconds each, as far as the limits allow.
 * @param throughput - bytes per second
 */
export function choosePartSize(size: number, throughput?: number, partSize?: number): number {
  const wanted = partSize || comfortablePartSize(size, throughput)
  return Math.ceil(Math.max(wanted, size / MAX_PARTS, MIN_PART_BYTES))
}

/** Whether parts are called for: by size, or because one request would take too long; never, where that is `Infinity`. */
export function shouldUseMultipart(size: number, threshold = DEFAULT_THRESHOLD_BYTES, throughput?: number): boolean {
  if (threshold === Infinity) return false
  return size >= (threshold || 1) || (size > MIN_PART_BYTES && isSlow(size, throughput))
}
