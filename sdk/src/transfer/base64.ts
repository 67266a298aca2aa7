const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The base64 of bytes that are written in hex: phones have no `btoa`. */
export function hexToBase64(hex: string): string {
  let base64 = ''
  for (let start = 0; start < hex.length; start += 6) {
    // Three bytes are six digits of 4 bits, and four of 6. Where bytes are missing, so are digits.
    const digits = hex.slice(start, start + 6)
    const bits = parseInt(digits.padEnd(6, '0'), 16)
    const four = [bits >> 18, bits >> 12, bits >> 6, bits].map((shifted) => DIGITS.charAt(shifted & 63)).join('')
    base64 += four.slice(0, digits.length / 2 + 1).padEnd(4, '=')
  }
  return base64
}
