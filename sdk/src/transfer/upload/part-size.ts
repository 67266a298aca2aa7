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

/** Bytes a part, for the whole upload: what the caller says, or some seconds each, as far as the limits allow. */
export function choosePartSize(size: number, pace = USUAL_PACE, partSize?: number): number {
  const wanted = partSize || Math.min(pace * SECONDS, size / STEPS, MAX_PART)
  return Math.ceil(Math.max(wanted, size / MOST_PARTS, MIN_PART))
}

/** Whether these bytes are too many for one request, or for several at a time, at the speed seen. */
export function isSlow(bytes: number, pace = Infinity): boolean {
  return bytes / pace > COMFORTABLE_SECONDS
}

/** Whether parts are called for: by size, or because one request would take too long. */
export function shouldDivide(size: number, threshold = PART_THRESHOLD, pace?: number): boolean {
  return size >= (threshold || 1) || (size > MIN_PART && isSlow(size, pace))
}
