import { type OutgoingRequest, randomFaults, seededRandom } from '../../wx'

const requests: OutgoingRequest[] = Array.from({ length: 200 }, (_, index) => ({
  index,
  api: 'request',
  method: 'PUT',
  url: 'https://example.com/',
  bytes: 1_000_000,
}))

describe('randomFaults', () => {
  it('draws the same for the same seed', () => {
    const draw = (seed: number) => {
      const faults = randomFaults(seed)
      return { drawn: requests.map((request) => faults.next(request)), skew: faults.clockSkew }
    }
    expect(draw(5)).toEqual(draw(5))
    expect(draw(5)).not.toEqual(draw(6))
  })

  it('comes to an end', () => {
    const faults = randomFaults(1, { rate: 1, count: 7 })
    expect(requests.filter((request) => faults.next(request).length > 0)).toHaveLength(7)
    expect(faults.history).toHaveLength(7)
  })

  it('draws every kind there is in a few hundred schedules, clocks that are off among them', () => {
    const kinds = new Set<string>()
    let skewed = 0
    for (let seed = 0; seed < 300; seed++) {
      const faults = randomFaults(seed, { losableFile: 'wxfile://tmp_a', forgetful: true })
      for (const request of requests) for (const { kind } of faults.next(request)) kinds.add(kind)
      if (faults.clockSkew !== 0) skewed++
    }
    expect([...kinds].sort()).toEqual([
      'bandwidth',
      'corruptAnswer',
      'corruptRequest',
      'cutAnswer',
      'cutRequest',
      'duplicate',
      'fail',
      'fileGone',
      'hide',
      'latency',
      'loseAnswer',
      'noCallback',
      'offline',
      'refuse',
      'silence',
      'storageFull',
      'truncateAnswer',
      'unreachable',
    ])
    expect(skewed).toBeGreaterThan(30)
  })
})

describe('seededRandom', () => {
  it('gives numbers from 0 to 1, spread evenly', () => {
    const random = seededRandom(42)
    const buckets = Array.from({ length: 10 }, () => 0)
    for (let draw = 0; draw < 10_000; draw++) {
      const bucket = Math.floor(random() * 10)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    expect(buckets).toHaveLength(10)
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150)
  })
})
