import type { Core } from '../core'
import { CosError } from '../errors'
import type { HttpResponse } from '../platform/request'
import { EMPTY_CRC64, formatCrc64, updateCrc64, type Crc64 } from './crc64'
import { sleep } from './retry'
import type { Signal } from './signal'

const SLICE = 64 * 1024
/** Milliseconds: half of a frame, so that nothing on the screen stutters. */
const LONGEST_TURN = 8
/** Slices in a row, where the clock does not move. */
const MOST_SLICES = 64

/** The CRC of bytes, in slices with pauses for the interface: there may be no JIT. @throws CosError `Aborted` */
export async function checksum(core: Core, signal: Signal, bytes: ArrayBuffer, before = EMPTY_CRC64): Promise<Crc64> {
  let crc = before
  let since = core.now()
  let slices = 0
  for (let start = 0; start < bytes.byteLength; start += SLICE) {
    if (core.now() - since >= LONGEST_TURN || slices >= MOST_SLICES) {
      await sleep(core.timers, signal, 0)
      since = core.now()
      slices = 0
    }
    slices++
    crc = updateCrc64(crc, bytes, start, Math.min(start + SLICE, bytes.byteLength))
  }
  return crc
}

/**
 * Compares what COS says of what it has stored with what it should be; where it, or the platform, is silent, so is
 * this.
 * @throws CosError `Integrity`
 */
export function verify({ headers }: Pick<HttpResponse, 'headers'>, crc: Crc64, what: string): void {
  const stored = headers['x-cos-hash-crc64ecma']
  if (stored !== undefined && stored !== formatCrc64(crc)) throw differs(headers, `the CRC64 of ${what} differs`)
}

/** What came is not what was sent. */
export function differs(headers: HttpResponse['headers'], how: string): CosError {
  return new CosError('Integrity', `What came is not what was sent: ${how}`, {
    hint: 'The bytes changed on their way: send them again.',
    RequestId: headers['x-cos-request-id'],
  })
}
