import fc from 'fast-check'
import { combineCrc64, Crc64, crc64 } from '../../../local/cos/catalog/crc64'

const bytes = fc.uint8Array({ maxLength: 200 })

describe('crc64', () => {
  it('gives the check value of CRC-64/XZ', () => {
    expect(crc64(Buffer.from('123456789'))).toBe(0x995dc9bbdf1939fan.toString())
  })

  it('gives what the COS documents show for an example object', () => {
    expect(crc64(Buffer.from('[Object Content]'))).toBe('16749565679157681890')
  })

  it('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 8 }), (chunks) => {
        const crc = new Crc64()
        for (const chunk of chunks) crc.update(chunk)
        expect(crc.digest()).toBe(crc64(Buffer.concat(chunks)))
      }),
    )
  })

  it('takes bytes in the middle of a larger buffer', () => {
    const whole = Uint8Array.from({ length: 64 }, (_, index) => index)
    expect(crc64(whole.subarray(3, 40))).toBe(crc64(Uint8Array.from(whole.subarray(3, 40))))
  })
})

describe('combineCrc64', () => {
  it('is the crc of both pieces together', () => {
    fc.assert(
      fc.property(bytes, bytes, (first, second) => {
        const whole = crc64(Buffer.concat([first, second]))
        expect(combineCrc64(crc64(first), crc64(second), second.length)).toBe(whole)
      }),
    )
  })

  it('starts from 0 where nothing came before', () => {
    expect(combineCrc64('0', crc64(Buffer.from('abc')), 3)).toBe(crc64(Buffer.from('abc')))
  })
})
