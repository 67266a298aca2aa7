import { CosError } from 'cos-miniprogram'
import { createEnvironment } from '../../../sdk/src/platform/environment'
import { Signal } from '../../../sdk/src/transfer/abort-signal'
import { AppState } from '../../../sdk/src/transfer/app-state'
import { createRetry } from '../../../sdk/src/transfer/retry'
import { createWx, virtualClock } from '../../wx'

function setUp(budget?: number) {
  const clock = virtualClock()
  const wx = createWx({ clock, handler: () => undefined })
  const environment = createEnvironment({ wx, now: clock.now, timers: wx.phone.timers, random: () => 0.5 })
  const signal = new Signal()
  const retry = createRetry(
    { context: { environment }, runtime: { appState: new AppState(environment) }, signal },
    budget,
  )
  const start = clock.now()
  /** Seconds at which it was tried; the last try succeeds. */
  const timesOf = async (...failures: unknown[]) => {
    const times: number[] = []
    await clock.run(
      retry(async () => {
        times.push((clock.now() - start) / 1000)
        if (failures.length > 0) throw failures.shift()
      }),
    )
    return times
  }
  return { clock, wx, retry, signal, timesOf }
}

const busy = (retryAfter?: number) => new CosError('Throttled', 'busy', { retryable: true, retryAfter })

describe('what fails for now', () => {
  it('is tried again after pauses that double', async () => {
    const times = await setUp().timesOf(busy(), busy(), busy())
    expect(times).toEqual([0, 0.375, 0.375 + 0.75, 0.375 + 0.75 + 1.5])
  })

  it('is not tried again before the time that the server asks for', async () => {
    const times = await setUp().timesOf(busy(7), busy(0.1), busy(60))
    expect(times).toEqual([0, 7, 7.75, 67.75])
  })

  it('is given up when the budget is used up', async () => {
    const { clock, retry } = setUp(2)
    let tries = 0
    const ending = retry(async () => {
      tries++
      throw busy()
    })
    await expect(clock.run(ending)).rejects.toMatchObject({ code: 'Throttled' })
    expect(tries).toBe(3)
  })

  const timeout = () => new CosError('Timeout', 'no answer', { retryable: true })

  it('is given up after five time-outs in a row: each takes a minute', async () => {
    const { clock, retry } = setUp()
    const action = jest.fn(() => Promise.reject(timeout()))
    await expect(clock.run(retry(action))).rejects.toMatchObject({ code: 'Timeout' })
    expect(action).toHaveBeenCalledTimes(5)
  })

  it('costs as much as one time-out where three run out of time side by side', async () => {
    const { clock, retry } = setUp(4)
    let failing = 6
    const workers = [1, 2, 3].map(() =>
      retry(async () => {
        if (failing-- > 0) throw timeout()
      }),
    )
    await expect(clock.run(Promise.all(workers))).resolves.toHaveLength(3)
  })

  it('is tried again for free where the network was lost meanwhile', async () => {
    const { clock, wx, retry } = setUp(0)
    let tries = 0
    const ending = retry(async () => {
      if (++tries > 1) return
      wx.phone.offline()
      clock.setTimeout(() => wx.phone.online(), 60_000)
      throw busy()
    })
    await clock.run(ending)
    expect(tries).toBe(2)
  })

  it('is not tried again once it is stopped, and no timer is left', async () => {
    const { clock, retry, signal } = setUp()
    const ending = retry(() => Promise.reject(busy(3600)))
    await clock.advance(10)
    signal.abort()
    await expect(ending).rejects.toMatchObject({ code: 'Aborted' })
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('what fails for good', () => {
  it.each([
    ['a refusal', new CosError('AccessDenied', 'no')],
    ['a mistake of our own', new TypeError('undefined is not a function')],
  ])('is not tried again: %s', async (_what, failure) => {
    const { clock, retry } = setUp()
    const action = jest.fn(() => Promise.reject(failure))
    await expect(clock.run(retry(action))).rejects.toBe(failure)
    expect(action).toHaveBeenCalledTimes(1)
  })
})
