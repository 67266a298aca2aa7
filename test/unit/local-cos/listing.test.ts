import fc from 'fast-check'
import { listPage, type PageRequest } from '../../../local/cos/catalog/listing'
import { compareUtf8 } from '../../../local/cos/catalog/objects'

const keys = ['a', 'a/1', 'a/2', 'a/b/3', 'b', 'c/4', '中/5'].sort(compareUtf8)
const page = (request: Partial<PageRequest>) =>
  listPage(keys, { prefix: '', delimiter: '', marker: '', max: 1000, ...request })

describe('listPage', () => {
  it('lists all keys without a delimiter', () => {
    expect(page({})).toEqual({ keys, commonPrefixes: [] })
  })

  it('folds folders', () => {
    expect(page({ delimiter: '/' })).toEqual({ keys: ['a', 'b'], commonPrefixes: ['a/', 'c/', '中/'] })
    expect(page({ delimiter: '/', prefix: 'a/' })).toEqual({ keys: ['a/1', 'a/2'], commonPrefixes: ['a/b/'] })
  })

  it('folds a key that is nothing but a folder', () => {
    expect(listPage(['a/'], { prefix: '', delimiter: '/', marker: '', max: 9 }).commonPrefixes).toEqual(['a/'])
  })

  it('goes on after a marker', () => {
    expect(page({ marker: 'a/2' }).keys).toEqual(['a/b/3', 'b', 'c/4', '中/5'])
  })

  it('says where the next page starts', () => {
    expect(page({ max: 2 }).next).toBe('a/1')
    expect(page({ max: 7 }).next).toBeUndefined()
  })

  it('lists everything once, in order, whatever the size of the pages', () => {
    const segment = fc.constantFrom('a', 'b', '中', '/', '\uffee', '😀')
    const key = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
    const request = fc.record({
      prefix: fc.constantFrom('', 'a', 'a/', '中'),
      delimiter: fc.constantFrom('', '/'),
      max: fc.integer({ min: 1, max: 4 }),
    })
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 25 }), request, (unsorted, { max, ...rest }) => {
        const sorted = [...unsorted].sort(compareUtf8)
        const whole = listPage(sorted, { ...rest, marker: '', max: 1000 })
        const paged: string[] = []
        for (let marker: string | undefined = ''; marker !== undefined; ) {
          const one = listPage(sorted, { ...rest, marker, max })
          paged.push(...[...one.keys, ...one.commonPrefixes].sort(compareUtf8))
          marker = one.next
        }
        expect(paged).toEqual([...whole.keys, ...whole.commonPrefixes].sort(compareUtf8))
      }),
    )
  })
})

describe('compareUtf8', () => {
  it('orders by code points, as COS does, and not by UTF-16 units', () => {
    expect(['😀', '\uffee'].sort(compareUtf8)).toEqual(['\uffee', '😀'])
  })
})
