import fc from 'fast-check'
import { hexToBase64 } from '../../../sdk/src/transfer/base64'

test('the base64 of bytes in hex is what Node makes of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex')
      expect(hexToBase64(hex)).toBe(Buffer.from(bytes).toString('base64'))
    }),
  )
})
