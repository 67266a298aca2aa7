import fc from 'fast-check'
import { choosePartSize, shouldUseMultipart } from '../../../sdk/src/transfer/upload/upload-part-size'

const MiB = 1024 * 1024
const size = fc.integer({ min: 1, max: 48 * 1024 * 1024 * MiB })
const pace = fc.option(fc.integer({ min: 1, max: 1e9 }), { nil: undefined })

describe('the size of parts', () => {
  it('is at least 1 MiB and makes at most 10,000 parts, whatever file and speed', () => {
    fc.assert(
      fc.property(size, pace, (bytes, speed) => {
        const partSize = choosePartSize(bytes, speed)
        expect(partSize).toBeGreaterThanOrEqual(MiB)
        expect(Math.ceil(bytes / partSize)).toBeLessThanOrEqual(10_000)
      }),
    )
  })

  it.each([
    [300 * MiB, undefined, 2 * MiB],
    [300 * MiB, 50_000, MiB],
    [300 * MiB, 10 * MiB, 8 * MiB],
    [24 * MiB, 10 * MiB, 1.5 * MiB],
  ])('of %i bytes at %s bytes per second is %i, so that a part takes some seconds', (bytes, speed, expected) => {
    expect(choosePartSize(bytes, speed)).toBe(expected)
  })

  it('is what the caller says, unless COS would not take that many', () => {
    expect(choosePartSize(100 * MiB, undefined, 3 * MiB)).toBe(3 * MiB)
    expect(Math.ceil((20_000 * MiB) / choosePartSize(20_000 * MiB, undefined, MiB))).toBe(10_000)
  })
})

describe('an upload', () => {
  it.each([
    [5 * MiB - 1, undefined, undefined, false],
    [5 * MiB, undefined, undefined, true],
    [3 * MiB, undefined, 50_000, true],
    [1000, undefined, 1, false],
    [10, 0, undefined, true],
    [0, 0, undefined, false],
  ])('of %i bytes with the threshold %s at %s bytes per second is in parts: %s', (bytes, threshold, speed, divided) => {
    expect(shouldUseMultipart(bytes, threshold, speed)).toBe(divided)
  })
})
