import sharp from 'sharp'

/** The QR code of `https://example.com/preview`, a row a line. */
export const rows = [
  '1111111000101100101111111',
  '1000001010100111101000001',
  '1011101000001010001011101',
  '1011101011101111001011101',
  '1011101001000100101011101',
  '1000001011011011001000001',
  '1111111010101010101111111',
  '0000000001110010100000000',
  '1111101111011100010101010',
  '1100100010101100010100010',
  '0111101010100111100101011',
  '1000110000010011101100001',
  '0100001101100111011010111',
  '1011010101010010100101010',
  '1010001101100001001111011',
  '1001100011000001111110001',
  '1010001010101110111110100',
  '0000000011010011100011000',
  '1111111010100100101010111',
  '1000001001101000100011010',
  '1011101010011111111110100',
  '1011101010110001011011111',
  '1011101011101011000001101',
  '1000001011010010110111001',
  '1111111011100110011111111',
]

/** A picture of it as WeChat sends one: JPEG, as base64. */
export async function picture(): Promise<string> {
  const [scale, margin] = [8, 4]
  const size = (rows.length + 2 * margin) * scale
  const isBlack = (x: number, y: number): boolean =>
    rows[Math.floor(y / scale) - margin]?.[Math.floor(x / scale) - margin] === '1'
  const pixels = Uint8Array.from({ length: size * size }, (_, index) =>
    isBlack(index % size, Math.floor(index / size)) ? 0 : 255,
  )
  const jpeg = await sharp(pixels, { raw: { width: size, height: size, channels: 1 } })
    .jpeg()
    .toBuffer()
  return jpeg.toString('base64')
}
