/**
 * CRC-64/XZ, which COS sends as `x-cos-hash-crc64ecma`: ECMA-182, reflected. There is no BigInt on phones, so that the
 * 64 bits are kept in two halves; four tables take four bytes at a time.
 */
export type Crc64 = readonly [high: number, low: number]

/** Of no bytes. */
export const EMPTY_CRC64: Crc64 = [0, 0]

/** By byte, for a byte that 0 to 3 others follow. */
const highs = new Int32Array(1024)
const lows = new Int32Array(1024)

/** Times x for each bit: in the reflected order of bits that is a shift to the right. */
function shift([high, low]: Crc64, bits: number): Crc64 {
  for (let bit = 0; bit < bits; bit++) {
    const mask = -(low & 1)
    low = ((low >>> 1) | (high << 31)) ^ (0xd7870f42 & mask)
    high = (high >>> 1) ^ (0xc96c5795 & mask)
  }
  return [high, low]
}

/** Not at import: who never transfers never pays. */
function fillTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let crc: Crc64 = [0, byte]
    for (let index = byte; index < 1024; index += 256) [highs[index], lows[index]] = crc = shift(crc, 8)
  }
}

/** The CRC of bytes that follow others: a multiple of 4. */
export function updateCrc64(before: Crc64, bytes: ArrayBuffer): Crc64 {
  if (!lows[1]) fillTables()
  const words = new Int32Array(bytes, 0, bytes.byteLength >> 2)
  let high = ~before[0]
  let low = ~before[1]
  // By index: iterators are slow without a JIT.
  for (let index = 0; index < words.length; index++) {
    const word = low ^ (words[index] || 0)
    const a = 768 + (word & 255)
    const b = 512 + ((word >>> 8) & 255)
    const c = 256 + ((word >>> 16) & 255)
    const d = word >>> 24
    low = high ^ (lows[a] || 0) ^ (lows[b] || 0) ^ (lows[c] || 0) ^ (lows[d] || 0)
    high = (highs[a] || 0) ^ (highs[b] || 0) ^ (highs[c] || 0) ^ (highs[d] || 0)
  }
  for (const byte of new Uint8Array(bytes, words.byteLength)) {
    ;[high, low] = shift([high, low ^ byte], 8)
  }
  return [~high, ~low]
}

/**
 * The CRC of two pieces one after the other, from the CRC of each and the length of the second: the first times
 * x^(8·length), as in zlib's `crc32_combine`.
 */
export function combineCrc64(first: Crc64, second: Crc64, secondLength: number): Crc64 {
  let moved = first
  let power: Crc64 = [1 << 23, 0]
  for (let rest = secondLength; rest; rest = Math.floor(rest / 2)) {
    if (rest % 2) moved = multiply(moved, power)
    power = multiply(power, power)
  }
  return [moved[0] ^ second[0], moved[1] ^ second[1]]
}

/** Modulo the polynomial; the highest bit is the coefficient of x^0. */
function multiply(halves: Crc64, factor: Crc64): Crc64 {
  let high = 0
  let low = 0
  for (const half of halves) {
    for (let bit = 0; bit < 32; bit++) {
      const mask = (half << bit) >> 31
      high ^= factor[0] & mask
      low ^= factor[1] & mask
      factor = shift(factor, 1)
    }
  }
  return [high, low]
}

/** In decimal, as in the header. */
export function formatCrc64([high, low]: Crc64): string {
  // 2^32 is 4294·10^6 + 967296: in two pieces, each of which a number holds.
  const rest = (high >>> 0) * 967296 + (low >>> 0)
  const digits = `${(high >>> 0) * 4294 + Math.floor(rest / 1e6)}${String(1e6 + (rest % 1e6)).slice(1)}`
  return digits.replace(/^0+\B/, '')
}
