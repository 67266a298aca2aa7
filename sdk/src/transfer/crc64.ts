/**
 * CRC-64/XZ, which COS sends as `x-cos-hash-crc64ecma`: ECMA-182, reflected. There is no BigInt on phones, so that the
 * 64 bits are kept in two halves; eight tables take eight bytes at a time.
 */
export interface Crc64 {
  readonly high: number
  readonly low: number
}

/** Of no bytes. */
export const EMPTY_CRC64: Crc64 = { high: 0, low: 0 }

const POLYNOMIAL: Crc64 = { high: 0xc96c5795 | 0, low: 0xd7870f42 | 0 }

let tables: { high: Int32Array; low: Int32Array } | undefined

/** Not at import: who never transfers never pays. */
function makeTables(): NonNullable<typeof tables> {
  const high = new Int32Array(8 * 256)
  const low = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let crc: Crc64 = { high: 0, low: byte }
    for (let bit = 1; bit <= 64; bit++) {
      crc = timesX(crc)
      if (bit % 8) continue
      high[bit * 32 - 256 + byte] = crc.high
      low[bit * 32 - 256 + byte] = crc.low
    }
  }
  return { high, low }
}

/** In the reflected order of bits that is a shift to the right. */
function timesX({ high, low }: Crc64): Crc64 {
  const mask = -(low & 1)
  return {
    high: (high >>> 1) ^ (POLYNOMIAL.high & mask),
    low: ((low >>> 1) | (high << 31)) ^ (POLYNOMIAL.low & mask),
  }
}

/** The CRC of bytes that follow others. @param start - a multiple of 8, as `end` is unless the buffer ends there */
// prettier-ignore
export function updateCrc64(before: Crc64, buffer: ArrayBuffer, start: number, end: number): Crc64 {
  const { high: h, low: l } = (tables = tables || makeTables())
  const words = new Int32Array(buffer, start, (end - start) >> 3 << 1)
  let high = ~before.high, low = ~before.low
  for (let i = 0; i < words.length; i += 2) {
    const a = low ^ (words[i] || 0), b = high ^ (words[i + 1] || 0)
    const a0 = 1792 + (a & 255), a1 = 1536 + (a >>> 8 & 255), a2 = 1280 + (a >>> 16 & 255), a3 = 1024 + (a >>> 24)
    const b0 = 768 + (b & 255), b1 = 512 + (b >>> 8 & 255), b2 = 256 + (b >>> 16 & 255), b3 = b >>> 24
    high = (h[a0] || 0) ^ (h[a1] || 0) ^ (h[a2] || 0) ^ (h[a3] || 0) ^ (h[b0] || 0) ^ (h[b1] || 0) ^ (h[b2] || 0) ^ (h[b3] || 0)
    low = (l[a0] || 0) ^ (l[a1] || 0) ^ (l[a2] || 0) ^ (l[a3] || 0) ^ (l[b0] || 0) ^ (l[b1] || 0) ^ (l[b2] || 0) ^ (l[b3] || 0)
  }
  for (const byte of new Uint8Array(buffer, start + words.byteLength, end - start - words.byteLength)) {
    const index = (low ^ byte) & 255
    low = (low >>> 8 | high << 24) ^ (l[index] || 0)
    high = high >>> 8 ^ (h[index] || 0)
  }
  return { high: ~high, low: ~low }
}

/**
 * The CRC of two pieces one after the other, from the CRC of each and the length of the second: the first times
 * x^(8·length), as in zlib's `crc32_combine`.
 */
export function combineCrc64(first: Crc64, second: Crc64, secondLength: number): Crc64 {
  let moved = first
  let power: Crc64 = { high: 1 << 23, low: 0 }
  for (let rest = secondLength; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) moved = multiply(moved, power)
    power = multiply(power, power)
  }
  return { high: moved.high ^ second.high, low: moved.low ^ second.low }
}

/** Modulo the polynomial; the highest bit is the coefficient of x^0. */
function multiply(a: Crc64, b: Crc64): Crc64 {
  let high = 0
  let low = 0
  let shifted = b
  for (let bit = 0; bit < 64; bit++) {
    const mask = -(((bit < 32 ? a.high : a.low) >>> (31 - (bit % 32))) & 1)
    high ^= shifted.high & mask
    low ^= shifted.low & mask
    shifted = timesX(shifted)
  }
  return { high, low }
}

/** In decimal, as in the header. */
export function formatCrc64({ high, low }: Crc64): string {
  let digits = ''
  let upper = high >>> 0
  let lower = low >>> 0
  while (upper > 0 || lower > 0) {
    const carried = (upper % 10) * 0x1_0000_0000 + lower
    upper = Math.floor(upper / 10)
    lower = Math.floor(carried / 10)
    digits = String(carried % 10) + digits
  }
  return digits || '0'
}
