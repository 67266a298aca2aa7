import fc from 'fast-check'
import { fromPageQuery, toPageQuery } from '../../../miniprogram/services/page-query'

const anyKey = fc.string({ unit: 'grapheme' })

test('a key comes back from the address of a page, whether or not the platform has decoded it', () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      const value = toPageQuery(key)
      expect(fromPageQuery(value)).toBe(key)
      expect(fromPageQuery(decodeURIComponent(value))).toBe(key)
    }),
  )
})

test('the value has nothing that ends a parameter', () => {
  expect(toPageQuery('u/a/100% a+b & c=#~.jpg')).toMatch(/^[\w.~!*'()-]+$/)
})
