const MIB = 1024 * 1024

/** Of every part but the last. @see https://cloud.tencent.com/document/product/436/7750 */
export const MIN_PART = MIB
const MAX_PART = 8 * MIB
const MOST_PARTS = 10_000
const PART_THRESHOLD = 5 * MIB
/** Where nothing is known yet: bytes per second. */
const USUAL_PACE = 512 * 1024
/** How long a part should take. */
const SECONDS = 4
/** The platform gives up on a request after a minute: what one may take. */
const COMFORTABLE_SECONDS = 40
/** How many steps people should see at least. */
const STEPS = 16

/** Bytes a part, for the whole upload: some seconds each, as far as the limits allow. */
export function choosePartSize(size: number, pace: number = USUAL_PACE): number {
  const wanted = Math.min(pace * SECONDS, size / STEPS, MAX_PART)
  const needed = Math.max(wanted, size / MOST_PARTS, MIN_PART)
  return Math.ceil(needed / MIB) * MIB
}

/** The caller's part size, unless COS would not take that many parts. */
export function partSizeFor(size: number, wanted: number): number {
  return Math.max(wanted, Math.ceil(size / MOST_PARTS))
}

/** Whether parts are called for: by size, or because one request would take too long at the speed seen. */
export function shouldDivide(size: number, threshold = PART_THRESHOLD, pace?: number): boolean {
  const isSlow = pace !== undefined && size / pace > COMFORTABLE_SECONDS
  return size > 0 && (size >= threshold || (isSlow && size > MIN_PART))
}
