import { conditions } from '../../../../local/wechat/runtime/simulation/conditions'
import { PhoneDate, phoneNow } from '../../../../local/wechat/runtime/simulation/clock'

const DAY = 24 * 60 * 60 * 1000

beforeEach(() => {
  jest.useFakeTimers({ now: 1_800_000_000_000 })
})

afterEach(() => {
  conditions.changes.off()
  conditions.reset()
  jest.useRealTimers()
})

describe('conditions', () => {
  test('are right at first, tell each change, and are right again after a reset', () => {
    const told: string[] = []
    conditions.changes.on(({ network, files }) => told.push(`${network} ${files}`))
    expect(conditions.isRight).toBe(true)
    conditions.set({ network: 'off' })
    conditions.set({ files: 'full' })
    expect(conditions.isRight).toBe(false)
    conditions.reset()
    expect(told).toEqual(['off free', 'off full', 'normal free'])
    expect(conditions.isRight).toBe(true)
  })
})

describe("the mini program's Date", () => {
  test('is the right time, unless the clock is off by a day', () => {
    expect([PhoneDate.now(), new PhoneDate().getTime()]).toEqual([1_800_000_000_000, 1_800_000_000_000])
    conditions.set({ clock: 'ahead' })
    expect([PhoneDate.now(), new PhoneDate().getTime()]).toEqual([phoneNow(), 1_800_000_000_000 + DAY])
    conditions.set({ clock: 'behind' })
    expect(PhoneDate.now()).toBe(1_800_000_000_000 - DAY)
    expect(PhoneDate()).toBe(new Date(1_800_000_000_000 - DAY).toString())
  })

  test('reads and counts given times as ever', () => {
    conditions.set({ clock: 'ahead' })
    expect(new PhoneDate(0).toISOString()).toBe('1970-01-01T00:00:00.000Z')
    expect(new PhoneDate(2024, 1, 29).getMonth()).toBe(1)
    expect(PhoneDate.parse('1970-01-02T00:00:00Z')).toBe(DAY)
    expect(PhoneDate.UTC(1970, 0, 2)).toBe(DAY)
  })

  test('makes what is a Date everywhere, and can be extended', () => {
    class Later extends PhoneDate {}
    expect(new PhoneDate() instanceof Date).toBe(true)
    expect(new Date() instanceof PhoneDate).toBe(true)
    expect(new Later(5) instanceof Later && new Later(5).getTime()).toBe(5)
  })
})
