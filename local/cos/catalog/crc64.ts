/**
 * CRC-64/XZ (ECMA-182, reflected): what COS sends as `x-cos-hash-crc64ecma`. The 64 bits are kept in two halves, since
 * BigInt in the inner loop is a hundred times slower; eight tables of 256 take eight bytes at a time.
 */
const POLYNOMIAL = 0xc96c5795d7870f42n
const LOW = new Uint32Array(8 * 256)
const HIGH = new Uint32Array(8 * 256)

for (let byte = 0; byte < 256; byte++) {
  let crc = BigInt(byte)
  for (let bit = 0; bit < 8; bit++) crc = timesX(crc)
  for (let slice = 0; slice < 8; slice++) {
    LOW[slice * 256 + byte] = Number(crc & 0xffffffffn)
    HIGH[slice * 256 + byte] = Number(crc >> 32n)
    for (let bit = 0; bit < 8; bit++) crc = timesX(crc)
  }
}

function timesX(polynomial: bigint): bigint {
  return polynomial & 1n ? (polynomial >> 1n) ^ POLYNOMIAL : polynomial >> 1n
}

/** Takes bytes as they come. */
export class Crc64 {
  private low = -1
  private high = -1

  update(bytes: Uint8Array): void {
    const whole = bytes.length - (bytes.length % 8)
    this.updateEights(new DataView(bytes.buffer, bytes.byteOffset, whole))
    for (let i = whole; i < bytes.length; i++) {
      const index = (this.low ^ (bytes[i] ?? 0)) & 255
      this.low = ((this.low >>> 8) | (this.high << 24)) ^ entry(LOW, index)
      this.high = (this.high >>> 8) ^ entry(HIGH, index)
    }
  }

  private updateEights(bytes: DataView): void {
    let { low, high } = this
    for (let i = 0; i < bytes.byteLength; i += 8) {
      const a = low ^ bytes.getInt32(i, true)
      const b = high ^ bytes.getInt32(i + 4, true)
      low = eight(LOW, a, b)
      high = eight(HIGH, a, b)
    }
    this.low = low
    this.high = high
  }

  /** In decimal, as in the header. */
  digest(): string {
    return ((BigInt(~this.high >>> 0) << 32n) | BigInt(~this.low >>> 0)).toString()
  }
}

function entry(table: Uint32Array, index: number): number {
  return table[index] ?? 0
}

function eight(table: Uint32Array, a: number, b: number): number {
  return (
    entry(table, 1792 + (a & 255)) ^
    entry(table, 1536 + ((a >>> 8) & 255)) ^
    entry(table, 1280 + ((a >>> 16) & 255)) ^
    entry(table, 1024 + (a >>> 24)) ^
    entry(table, 768 + (b & 255)) ^
    entry(table, 512 + ((b >>> 8) & 255)) ^
    entry(table, 256 + ((b >>> 16) & 255)) ^
    entry(table, b >>> 24)
  )
}

/** Of all bytes at once. */
export function crc64(bytes: Uint8Array): string {
  const crc = new Crc64()
  crc.update(bytes)
  return crc.digest()
}

/**
 * The CRC of two pieces one after the other, from the CRC of each and the length of the second: the first is multiplied
 * by x^(8·length), as zlib's `crc32_combine` does.
 */
export function combineCrc64(first: string, second: string, secondLength: number): string {
  return (multiply(power(8n * BigInt(secondLength)), BigInt(first)) ^ BigInt(second)).toString()
}

const ONE = 1n << 63n
const X = 1n << 62n

/** The product modulo the polynomial; bit 63 is the coefficient of x^0. */
function multiply(a: bigint, b: bigint): bigint {
  let product = 0n
  let shifted = b
  for (let bit = ONE; bit > 0n; bit >>= 1n) {
    if (a & bit) product ^= shifted
    shifted = timesX(shifted)
  }
  return product
}

/** x to this power. */
function power(exponent: bigint): bigint {
  let result = ONE
  let square = X
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = multiply(result, square)
    square = multiply(square, square)
  }
  return result
}
