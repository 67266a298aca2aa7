import type { Call } from '../call'
import type { Sleep } from '../faults'
import { invalidArgument } from './rejection'

const NAME = 'x-cos-traffic-limit'
const MIN = 819_200
const MAX = 838_860_800
/** How often bytes are let through, at most. Milliseconds. */
const BEAT = 100

/**
 * How fast the client wants it, in bits a second; `undefined` for as fast as can be.
 * https://www.tencentcloud.com/document/product/436/40140
 * @throws {Rejection} `InvalidArgument`
 */
export function readTrafficLimit({ headers, target }: Pick<Call, 'headers' | 'target'>): number | undefined {
  const text = headers.get(NAME) ?? target.parameters.get(NAME)
  if (text === undefined) return undefined
  const limit = Number(text)
  if (/^\d{1,9}$/.test(text) && limit >= MIN && limit <= MAX) return limit
  throw invalidArgument(`${NAME} must be a whole number from ${MIN} to ${MAX}, in bits a second.`)
}

/** The bytes, no faster than the limit. */
export async function* throttle(
  bytes: AsyncIterable<Uint8Array>,
  limit: number | undefined,
  sleep: Sleep,
): AsyncGenerator<Uint8Array> {
  if (limit === undefined) return yield* bytes
  const step = Math.floor((limit / 8) * (BEAT / 1000))
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += step) {
      const piece = chunk.subarray(start, start + step)
      await sleep((piece.length * 8 * 1000) / limit)
      yield piece
    }
  }
}
