import { ProgressMeter } from '../../../sdk/src/transfer/progress'
import type { TransferProgress } from 'cos-miniprogram'

function setUp() {
  const clock = { now: 0 }
  const told: TransferProgress[] = []
  const meter = new ProgressMeter(
    () => clock.now,
    (progress) => told.push(progress),
  )
  meter.start()
  return { clock, told, meter }
}

describe('progress', () => {
  it('says which share has arrived, from 0 to 1', () => {
    const { told, meter } = setUp()
    meter.report(25, 100)
    meter.report(50, 100)
    meter.finish()
    expect(told.map(({ percent }) => percent)).toEqual([0.25, 0.5, 1])
  })

  it('of an empty file that is done is 1, never a division by nothing', () => {
    const { told, meter } = setUp()
    meter.report(0, 0)
    meter.finish()
    expect(told).toEqual([{ loaded: 0, total: 0, percent: 1, speed: 0 }])
  })

  it('never goes back, and is complete exactly once', () => {
    const { told, meter } = setUp()
    for (const loaded of [40, 20, 100, 60, 60, NaN]) meter.report(loaded, 100)
    meter.finish()
    expect(told.map(({ loaded }) => loaded)).toEqual([40, 60, 100])
  })

  it('tells the speed of the last seconds, not of what had arrived before', () => {
    const { clock, told, meter } = setUp()
    meter.start(1_000_000)
    for (let second = 1; second <= 20; second++) {
      clock.now += 1000
      meter.report(1_000_000 + (second < 10 ? second * 10 : 90 + (second - 9) * 1000), 2_000_000)
    }
    expect(told[5]?.speed).toBe(10)
    expect(told.at(-1)?.speed).toBe(1000)
  })

  it('does not count a pause for the speed', () => {
    const { clock, told, meter } = setUp()
    meter.report(100, 10_000)
    clock.now += 3_600_000
    meter.start()
    clock.now += 1000
    meter.report(600, 10_000)
    expect(told.at(-1)?.speed).toBe(500)
  })
})
