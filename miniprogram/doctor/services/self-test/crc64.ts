/**
 * CRC-64/XZ as phones have to count it: without BigInt, the 64 bits in two halves, by a table for a byte.
 * @see https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-xz
 */
export function crc64(bytes: Uint8Array): [high: number, low: number] {
  let [high, low] = [~0, ~0]
  for (let index = 0; index < bytes.length; index++) {
    const entry = ((low ^ (bytes[index] ?? 0)) & 255) * 2
    low = ((low >>> 8) | (high << 24)) ^ (table[entry + 1] ?? 0)
    high = (high >>> 8) ^ (table[entry] ?? 0)
  }
  return [~high >>> 0, ~low >>> 0]
}

/** Two halves for each byte: what it contributes. */
const table = Int32Array.from({ length: 512 }, (_, index) => contribution(index >> 1)[index & 1] ?? 0)

function contribution(byte: number): [high: number, low: number] {
  let [high, low] = [0, byte]
  for (let bit = 0; bit < 8; bit++) {
    const carry = -(low & 1)
    low = ((low >>> 1) | (high << 31)) ^ (0xd7870f42 & carry)
    high = (high >>> 1) ^ (0xc96c5795 & carry)
  }
  return [high, low]
}
