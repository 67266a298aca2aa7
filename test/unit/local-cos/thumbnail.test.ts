import { findProcessing } from '../../../local/cos/image/processing'
import { readThumbnail } from '../../../local/cos/image/thumbnail'
import { Parameters } from '../../../local/cos/message/target'

const original = { width: 800, height: 600 }
const processing = (name: string) => findProcessing(new Parameters([{ name, value: '' }]))

describe('readThumbnail', () => {
  it.each([
    ['200x', { width: 200, fit: 'inside', withoutEnlargement: false, withoutReduction: false }],
    ['x200', { height: 200, fit: 'inside', withoutEnlargement: false, withoutReduction: false }],
    ['200x100>', { width: 200, height: 100, fit: 'inside', withoutEnlargement: true, withoutReduction: false }],
    ['200x100<', { width: 200, height: 100, fit: 'inside', withoutEnlargement: false, withoutReduction: true }],
    ['200x100!', { width: 200, height: 100, fit: 'fill' }],
    ['!200x100r', { width: 200, height: 150, fit: 'fill' }],
    ['!50p', { width: 400, height: 300, fit: 'fill' }],
    ['!50px', { width: 400, height: 600, fit: 'fill' }],
    ['!x50p', { width: 800, height: 300, fit: 'fill' }],
    ['4800@', { width: 80, height: 60, fit: 'fill' }],
    ['9999999@', { width: 800, height: 600, fit: 'fill' }],
  ])('%s', (size, options) => {
    expect(readThumbnail(size, original)).toEqual(options)
  })

  it.each(['', 'x', '0x', '10000x', 'ax', '200x100r', '!200x', '-1x', '0@', '200'])('refuses %p', (size) => {
    const refused = () => readThumbnail(size, original)
    expect(refused).toThrow(expect.objectContaining({ code: 'InvalidArgument' }))
  })
})

describe('findProcessing', () => {
  it('reads the operations in their order', () => {
    expect(processing('imageMogr2/auto-orient/thumbnail/200x/format/WEBP/quality/80!/strip')).toEqual({
      kind: 'mogr2',
      operations: [
        { name: 'auto-orient' },
        { name: 'thumbnail', size: '200x' },
        { name: 'format', format: 'webp' },
        { name: 'quality', quality: 80 },
        { name: 'strip' },
      ],
    })
  })

  it('finds imageInfo', () => {
    expect(processing('imageInfo')).toEqual({ kind: 'info' })
  })

  it('finds nothing in other parameters', () => {
    expect(processing('response-content-type')).toBeUndefined()
  })

  it.each(['imageMogr2/rotate/90', 'imageMogr2/quality/0', 'imageMogr2/quality/101', 'imageMogr2/quality'])(
    'refuses %s',
    (name) => {
      expect(() => processing(name)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }))
    },
  )
})
