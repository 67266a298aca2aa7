import type { ClientContext } from '../request/client-context'
import { CosError } from '../errors/cos-error'
import type { HttpResponse } from '../platform/http'
import { EMPTY_CRC64, formatCrc64, updateCrc64, type Crc64 } from './crc64'
import type { Content } from '../platform/files'
import { sleep } from './retry'
import type { Signal } from './abort-signal'

const SLICE = 64 * 1024
/** Milliseconds: half of a frame, so that nothing on the screen stutters. */
const LONGEST_TURN = 8

/** The CRC of bytes, in slices with pauses for the interface: there may be no JIT. @throws CosError `Aborted` */
export async function checksum(
  context: ClientContext,
  signal: Signal,
  bytes: ArrayBuffer,
  crc = EMPTY_CRC64,
): Promise<Crc64> {
  // The first slice waits for its turn, too: what was just begun, such as the request with these bytes, goes first.
  let since = 0
  for (let start = 0; start < bytes.byteLength; start += SLICE) {
    if (context.environment.now() - since >= LONGEST_TURN) {
      await sleep(context.environment.timers, signal, 0)
      since = context.environment.now()
    }
    crc = updateCrc64(crc, bytes.slice(start, start + SLICE))
  }
  return crc
}

/** Bytes of a file in memory at a time. */
const PIECE = 1024 * 1024

/** The CRC of a whole file, read piece by piece. @throws CosError `File`, `Aborted` */
export async function checksumOf(context: ClientContext, signal: Signal, { size, read }: Content): Promise<Crc64> {
  let crc = EMPTY_CRC64
  for (let position = 0; position < size; position += PIECE) {
    crc = await checksum(context, signal, await read(position, Math.min(PIECE, size - position)), crc)
  }
  return crc
}

/**
 * Compares what COS says of what it has stored with what it should be; where it, or the platform, is silent, so is
 * this.
 * @throws CosError `Integrity`
 */
export function verify({ headers }: Pick<HttpResponse, 'headers'>, crc: Crc64): void {
  compare(headers, 'x-cos-hash-crc64ecma', formatCrc64(crc))
}

/** Compares what came with what a header says of it. @throws CosError `Integrity` */
export function compare(headers: HttpResponse['headers'], name: string, came: string): void {
  const sent = headers[name] || came
  if (sent === came) return
  throw new CosError('Integrity', `${name} is ${sent}, not ${came}`, {
    hint: 'The bytes changed on their way: send them again.',
    RequestId: headers['x-cos-request-id'],
    retryable: true,
  })
}
