import { Rejection } from './rejection'

/** From `start` up to, but not including, `end`. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * What of `size` bytes a `Range` header asks for; `undefined` for all of them, also where the header is not understood:
 * several ranges, another unit, an end before the start.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14
 * @throws {Rejection} `InvalidRange` where none of it exists
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const [, first, last] = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || first + last === '') return undefined
  return first === '' ? lastBytes(Number(last), size) : bytesFrom(Number(first), last, size)
}

function bytesFrom(start: number, last: string, size: number): ByteRange | undefined {
  if (last !== '' && Number(last) < start) return undefined
  if (start >= size) throw invalidRange(size)
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) }
}

function lastBytes(count: number, size: number): ByteRange | undefined {
  if (count === 0) throw invalidRange(size)
  // No Content-Range can name a part of nothing.
  return size === 0 ? undefined : { start: Math.max(0, size - count), end: size }
}

function invalidRange(size: number): Rejection {
  return new Rejection(416, 'InvalidRange', 'The requested range cannot be satisfied.', {}, [
    ['Content-Range', `bytes */${size}`],
  ])
}
