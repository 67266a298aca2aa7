/**
 * CRC-64/XZ, which COS sends as `x-cos-hash-crc64ecma`: ECMA-182, reflected. There is no BigInt on phones, so the 64
 * bits are kept in two halves, as signed 32-bit integers; four tables take four bytes at a time.
 * @see https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-xz
 */
export type Crc64 = readonly [high: number, low: number]

/** The CRC of no bytes. */
export const EMPTY_CRC64: Crc64 = [0, 0]

/** The polynomial 0x42f0e1eba9ea3693, its bits reversed. */
const POLYNOMIAL: Crc64 = [0xc96c5795, 0xd7870f42]

/** Four tables of 256 entries: what a byte contributes that 0 to 3 other bytes follow. */
const TABLE_SIZE = 256
const tableHighs = new Int32Array(4 * TABLE_SIZE)
const tableLows = new Int32Array(4 * TABLE_SIZE)
let hasTables = false

/** Not at import: who never transfers never pays. */
function fillTables(): void {
  for (let byte = 0; byte < TABLE_SIZE; byte++) {
    let crc: Crc64 = [0, byte]
    for (let index = byte; index < 4 * TABLE_SIZE; index += TABLE_SIZE) {
      crc = multiplyByX(crc, 8)
      tableHighs[index] = crc[0]
      tableLows[index] = crc[1]
    }
  }
  hasTables = true
}

/** Times x for each bit, modulo the polynomial: with the bits reflected, that is a shift to the right. */
function multiplyByX([high, low]: Crc64, bits: number): Crc64 {
  for (let bit = 0; bit < bits; bit++) {
    const carry = -(low & 1)
    low = ((low >>> 1) | (high << 31)) ^ (POLYNOMIAL[1] & carry)
    high = (high >>> 1) ^ (POLYNOMIAL[0] & carry)
  }
  return [high, low]
}

/** The CRC of bytes that follow others. @param before - the CRC of those others: a multiple of 4 bytes */
export function updateCrc64(before: Crc64, bytes: ArrayBuffer): Crc64 {
  if (!hasTables) fillTables()
  const words = new Int32Array(bytes, 0, bytes.byteLength >> 2)
  let high = ~before[0]
  let low = ~before[1]
  // By index: iterators are slow without a JIT.
  for (let index = 0; index < words.length; index++) {
    const word = low ^ (words[index] || 0)
    const first = 3 * TABLE_SIZE + (word & 255)
    const second = 2 * TABLE_SIZE + ((word >>> 8) & 255)
    const third = TABLE_SIZE + ((word >>> 16) & 255)
    const fourth = word >>> 24
    low = high ^ (tableLows[first] || 0) ^ (tableLows[second] || 0) ^ (tableLows[third] || 0) ^ (tableLows[fourth] || 0)
    high = (tableHighs[first] || 0) ^ (tableHighs[second] || 0) ^ (tableHighs[third] || 0) ^ (tableHighs[fourth] || 0)
  }
  for (const byte of new Uint8Array(bytes, words.byteLength)) {
    ;[high, low] = multiplyByX([high, low ^ byte], 8)
  }
  return [~high, ~low]
}

/**
 * The CRC of two pieces one after the other, from the CRC of each and the length of the second: the first times
 * x^(8·length), as in zlib's `crc32_combine`.
 */
export function combineCrc64(first: Crc64, second: Crc64, secondLength: number): Crc64 {
  let moved = first
  /** x^8, x^16, x^32, …: the power for each bit of the length. */
  let power: Crc64 = [1 << 23, 0]
  for (let length = secondLength; length > 0; length = Math.floor(length / 2)) {
    if (length % 2 === 1) moved = multiply(moved, power)
    power = multiply(power, power)
  }
  return [moved[0] ^ second[0], moved[1] ^ second[1]]
}

/** Modulo the polynomial; the highest bit is the coefficient of x^0. */
function multiply(left: Crc64, right: Crc64): Crc64 {
  let high = 0
  let low = 0
  let shifted = right
  for (const half of left) {
    for (let bit = 0; bit < 32; bit++) {
      const isSet = (half << bit) >> 31
      high ^= shifted[0] & isSet
      low ^= shifted[1] & isSet
      shifted = multiplyByX(shifted, 1)
    }
  }
  return [high, low]
}

/** In decimal, as in the header. */
export function formatCrc64([high, low]: Crc64): string {
  // high · 2^32 + low, where 2^32 is 4294·10^6 + 967296: two pieces, each of which a number holds exactly.
  const rest = (high >>> 0) * 967_296 + (low >>> 0)
  const millions = (high >>> 0) * 4294 + Math.floor(rest / 1e6)
  const units = String(rest % 1e6)
  return millions > 0 ? millions + units.padStart(6, '0') : units
}
