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

/** The CRC of bytes, in slices with pauses for the interface: there may be no JIT. @throws Stopped */
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

/** What COS says of what it has stored; `undefined` where the platform does not show it. */
export function crc64Header({ headers }: HttpResponse): string | undefined {
  return headers['x-cos-hash-crc64ecma']
}

/** Compares COS's answer with what was read. @throws CosError `Integrity` */
export function verify(response: HttpResponse, crc: Crc64, what: string): void {
  const stored = crc64Header(response)
  if (stored === undefined || stored === formatCrc64(crc)) return
  throw new CosError('Integrity', `COS has stored something else than was read: the CRC64 of ${what} differs`, {
    hint: 'The bytes changed on their way: send them again.',
    RequestId: response.headers['x-cos-request-id'],
  })
}
