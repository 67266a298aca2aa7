import { CosError } from '../errors/cos-error'
import type { HttpResponse } from '../platform/http'
import type { Content } from './content'
import { EMPTY_CRC64, formatCrc64, updateCrc64, type Crc64 } from './crc64'
import { sleep } from './retry'
import type { Run } from './task'

/** Bytes that are computed without a look at the clock; a multiple of 4, as `updateCrc64` needs it. */
const SLICE_BYTES = 64 * 1024
/** Half of a frame, so that nothing on the screen stutters: there may be no JIT. */
const MAX_BUSY_MS = 8
/** Bytes of a file in memory at a time. */
const READ_BYTES = 1024 * 1024

/** The header in which COS says what it has stored. */
const CRC64_HEADER = 'x-cos-hash-crc64ecma'

/** Who wants a checksum, which leaves time to the interface and can be stopped. */
export type ChecksumRun = Pick<Run, 'context' | 'signal'>

/** The CRC of bytes that follow others. @throws CosError `Aborted` */
export async function crc64OfBytes(
  { context, signal }: ChecksumRun,
  bytes: ArrayBuffer,
  before = EMPTY_CRC64,
): Promise<Crc64> {
  const { now, timers } = context.environment
  let crc = before
  // The first slice waits for its turn, too: what was just begun, such as the request with these bytes, goes first.
  let busySince = -Infinity
  for (let start = 0; start < bytes.byteLength; start += SLICE_BYTES) {
    if (now() - busySince >= MAX_BUSY_MS) {
      await sleep(timers, signal, 0)
      busySince = now()
    }
    crc = updateCrc64(crc, bytes.slice(start, start + SLICE_BYTES))
  }
  return crc
}

/** The CRC of all that can be read, piece by piece. @throws CosError `File`, `Aborted` */
export async function crc64OfContent(run: ChecksumRun, { size, read }: Content): Promise<Crc64> {
  let crc = EMPTY_CRC64
  for (let position = 0; position < size; position += READ_BYTES) {
    run.signal.throwIfAborted()
    crc = await crc64OfBytes(run, await read(position, Math.min(READ_BYTES, size - position)), crc)
  }
  return crc
}

/** The CRC of what COS has stored, in decimal; `undefined` where it, or the platform, does not say. */
export function storedCrc64({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  return headers[CRC64_HEADER]
}

/** Compares what COS says of what it has stored, where it does. @throws CosError `Integrity` */
export function verifyCrc64(response: Pick<HttpResponse, 'headers'>, crc: Crc64): void {
  const computed = formatCrc64(crc)
  const stored = storedCrc64(response)
  if (stored !== undefined && stored !== computed) throw integrityError(response, CRC64_HEADER, stored, computed)
}

/** What came is not what a header says of it. */
export function integrityError(
  { headers }: Pick<HttpResponse, 'headers'>,
  name: string,
  expected: string,
  came: string,
): CosError {
  return new CosError('Integrity', `${name} is ${expected}, not ${came}`, {
    hint: 'Send the bytes again: they changed on their way.',
    RequestId: headers['x-cos-request-id'],
    retryable: true,
  })
}
