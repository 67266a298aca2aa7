import fc from 'fast-check'
import { crc64 } from '../../../local/cos'
import { combineCrc64, EMPTY_CRC64, formatCrc64, updateCrc64 } from '../../../sdk/src/transfer/crc64'

const crcOf = (bytes: Uint8Array) => updateCrc64(EMPTY_CRC64, new Uint8Array(bytes).buffer)
const piece = fc.uint8Array({ maxLength: 300 })

describe('CRC-64/XZ', () => {
  // https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-64-xz
  it.each([
    ['', '0'],
    ['123456789', '11051210869376104954'],
  ])('of %j is the published %s', (text, published) => {
    expect(formatCrc64(crcOf(Buffer.from(text)))).toBe(published)
  })

  it('is what COS computes, of any bytes', () => {
    fc.assert(fc.property(piece, (bytes) => expect(formatCrc64(crcOf(bytes))).toBe(crc64(bytes))))
  })

  it('does not depend on the slices in which the bytes come', () => {
    fc.assert(
      fc.property(piece, fc.nat(74), (bytes, fours) => {
        const { buffer } = new Uint8Array(bytes)
        const cut = Math.min(fours, bytes.length >> 2) * 4
        const sliced = updateCrc64(updateCrc64(EMPTY_CRC64, buffer.slice(0, cut)), buffer.slice(cut))
        expect(formatCrc64(sliced)).toBe(crc64(bytes))
      }),
    )
  })

  it('of a whole follows from those of its pieces', () => {
    fc.assert(
      fc.property(piece, piece, (first, second) => {
        const whole = combineCrc64(crcOf(first), crcOf(second), second.length)
        expect(formatCrc64(whole)).toBe(crc64(Buffer.concat([first, second])))
      }),
    )
  })

  it('is combined over lengths beyond 32 bits', () => {
    // Twice as many zeros in two steps, or in one: the CRC of zeros after the same bytes is the same.
    const zeros = 3 * 2 ** 31
    const none = [0, 0] as const
    const start = crcOf(Buffer.from('cat'))
    const twice = combineCrc64(combineCrc64(start, none, zeros), none, zeros)
    expect(combineCrc64(start, none, 2 * zeros)).toEqual(twice)
  })
})
