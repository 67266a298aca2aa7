import type { RawResponse } from '../../../local/cos/handler'
import type { Clock, Work } from '../clock'
import { type Fault, faultOf } from '../faults/fault'
import { lostConnection } from './failures'
import type { Line } from './line'

/** Pieces in which bytes travel where the speed counts. */
const pieceSize = 64 * 1024

/** The body on its way to the server: at the line's speed, and with what befalls it. */
export async function* sending(
  line: Line,
  body: Uint8Array,
  { faults, work }: { faults: readonly Fault[]; work: Work },
): AsyncGenerator<Uint8Array> {
  const cut = faultOf(faults, 'cutRequest')
  const rate = faultOf(faults, 'bandwidth')?.bytesPerSecond
  const bytes = corrupted(body, faultOf(faults, 'corruptRequest')?.byte)
  const end = Math.min(bytes.length, cut?.bytes ?? bytes.length)
  const step = line.isTimed(rate) ? pieceSize : Math.max(1, bytes.length)
  for (let position = 0; position < end; position += step) {
    const piece = bytes.subarray(position, Math.min(end, position + step))
    if (line.isTimed(rate)) await outsideWork(work, line.transfer(piece.length, rate))
    line.throwIfClosed()
    yield piece
  }
  if (cut) line.close(lostConnection('ERR_CONNECTION_RESET'))
  line.throwIfClosed()
}

/** The answer's body on its way to the phone. */
export async function* receiving(
  line: Line,
  body: RawResponse['body'],
  faults: readonly Fault[],
): AsyncGenerator<Uint8Array> {
  const rate = faultOf(faults, 'bandwidth')?.bytesPerSecond
  const cut = faultOf(faults, 'cutAnswer')?.bytes ?? Infinity
  const truncated = faultOf(faults, 'truncateAnswer')?.bytes ?? Infinity
  const corrupt = faultOf(faults, 'corruptAnswer')?.byte
  let position = 0
  for await (const whole of inPieces(eachTracked(line.clock, body), line.isTimed(rate) ? pieceSize : Infinity)) {
    const piece = whole.subarray(0, Math.max(0, Math.min(cut, truncated) - position))
    if (line.isTimed(rate)) await line.transfer(piece.length, rate)
    line.throwIfClosed()
    const hit = corrupt !== undefined && corrupt >= position && corrupt < position + piece.length
    yield hit ? corrupted(piece, corrupt - position) : piece
    position += piece.length
    if (piece.length < whole.length) break
  }
  if (cut < Infinity && cut <= position) line.close(lostConnection('ERR_CONTENT_LENGTH_MISMATCH'))
  line.throwIfClosed()
}

/** Nothing larger than `size`. */
async function* inPieces(body: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  for await (const whole of body) {
    if (whole.length <= size) yield whole
    else for (let start = 0; start < whole.length; start += size) yield whole.subarray(start, start + size)
  }
}

/** While the server works on the next piece, virtual time stands still. */
async function* eachTracked(clock: Clock, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const work = clock.begin()
      const next = await iterator.next().finally(() => work.end())
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

async function outsideWork(work: Work, waiting: Promise<void>): Promise<void> {
  work.pause()
  await waiting.finally(() => work.resume())
}

/** Never in place: the bytes may be the app's own. */
function corrupted(bytes: Uint8Array, index: number | undefined): Uint8Array {
  if (index === undefined || bytes.length === 0) return bytes
  const changed = Uint8Array.from(bytes)
  const at = index % bytes.length
  changed[at] = (changed[at] ?? 0) ^ 0x01
  return changed
}
