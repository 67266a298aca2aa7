import { readRange } from '../../../local/cos/message/range'

describe('readRange', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 4 }],
    ['bytes=8-', { start: 8, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=5-100', { start: 5, end: 10 }],
    ['bytes=9-99999999999999999999', { start: 9, end: 10 }],
    ['bytes=-99999999999999999999', { start: 0, end: 10 }],
    ['Bytes= 0-3 ', { start: 0, end: 4 }],
  ])('%s of ten bytes', (header, range) => {
    expect(readRange(header, 10)).toEqual(range)
  })

  it.each([undefined, '', 'bytes=-', 'bytes=a-b', 'bytes=1.5-2', 'items=0-1', 'bytes=0-1,3-4', 'bytes=0 - 1'])(
    '%p is not understood, and so asks for all of it',
    (header) => {
      expect(readRange(header, 10)).toBeUndefined()
    },
  )

  it.each(['bytes=5-4', 'bytes=20-5', 'bytes=10-9'])('%s ends before it starts, and so is ignored', (header) => {
    expect(readRange(header, 10)).toBeUndefined()
  })

  it('the last bytes of nothing are all of it', () => {
    expect(readRange('bytes=-5', 0)).toBeUndefined()
  })

  it.each([
    ['bytes=10-', 10],
    ['bytes=10-20', 10],
    ['bytes=99999999999999999999-', 10],
    ['bytes=-0', 10],
    ['bytes=-0', 0],
    ['bytes=0-0', 0],
    ['bytes=0-', 0],
  ])('%s of %i bytes is nowhere', (header, size) => {
    expect(() => readRange(header, size)).toThrow(
      expect.objectContaining({ code: 'InvalidRange', headers: [['Content-Range', `bytes */${size}`]] }),
    )
  })
})
