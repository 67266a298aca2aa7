import { readRange } from '../../../local/cos/message/range'

describe('readRange', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 4 }],
    ['bytes=8-', { start: 8, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=5-100', { start: 5, end: 10 }],
  ])('%s of ten bytes', (header, range) => {
    expect(readRange(header, 10)).toEqual(range)
  })

  it.each([undefined, 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=0-1,3-4'])('%p asks for all of it', (header) => {
    expect(readRange(header, 10)).toBeUndefined()
  })

  it.each([
    ['bytes=10-', 10],
    ['bytes=5-4', 10],
    ['bytes=-0', 10],
    ['bytes=0-0', 0],
  ])('%s of %i bytes is nowhere', (header, size) => {
    expect(() => readRange(header, size)).toThrow(
      expect.objectContaining({ code: 'InvalidRange', headers: [['Content-Range', `bytes */${size}`]] }),
    )
  })
})
