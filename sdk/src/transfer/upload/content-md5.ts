/** What `Content-MD5` says, of 32 digits in hex: phones have no `btoa`. Three of them are two of base 64. */
export function contentMd5(hex: string): string {
  const digits = `${hex}0`.replace(/.../g, (three) => {
    return base64Digit(parseInt(three, 16) >> 6) + base64Digit(parseInt(three, 16) & 63)
  })
  return `${digits}==`
}

/** A to Z, a to z, 0 to 9, + and /. */
function base64Digit(bits: number): string {
  return String.fromCharCode(bits + (bits < 26 ? 65 : bits < 52 ? 71 : bits < 62 ? -4 : bits < 63 ? -19 : -16))
}
