import { createHash } from 'node:crypto'
import { md5 } from '../../../sdk/src/compat/md5'

const expected = (text: string) => createHash('md5').update(text).digest('hex')

describe('md5', () => {
  it.each(['', 'a', 'abc', 'message digest', '照片', '😀'])('of %p is that of node:crypto', (text) => {
    expect(md5(text)).toBe(expected(text))
  })

  it('is right around the ends of blocks, and over many', () => {
    for (const length of [54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_000]) {
      const text = 'key/'.repeat(length).slice(0, length)
      expect(md5(text)).toBe(expected(text))
    }
  })
})
