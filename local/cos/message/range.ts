import { Rejection } from './rejection'

/** From `start` up to, but not including, `end`. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What of `size` bytes a `Range` header asks for; `undefined` for all of them, also where it is not understood.
 * @throws {Rejection} `InvalidRange` where none of it exists
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const range =
    first === ''
      ? { start: Math.max(0, size - Number(last)), end: size }
      : { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) }
  if (range.start < range.end) return range
  throw new Rejection(416, 'InvalidRange', 'The requested range cannot be satisfied.', {}, [
    ['Content-Range', `bytes */${size}`],
  ])
}
