import { virtualClock } from '../../wx'

describe('virtualClock', () => {
  it('fires timers in their order, at their time, without waiting', async () => {
    const clock = virtualClock({ start: 1000 })
    const fired: string[] = []
    clock.setTimeout(() => fired.push(`late ${clock.now()}`), 3_600_000)
    clock.setTimeout(() => fired.push(`early ${clock.now()}`), 10)
    clock.setTimeout(() => fired.push(`second ${clock.now()}`), 10)
    await clock.runUntilIdle()
    expect(fired).toEqual(['early 1010', 'second 1010', 'late 3601000'])
  })

  it('does not fire what was cleared', async () => {
    const clock = virtualClock()
    let fired = false
    clock.clearTimeout(clock.setTimeout(() => (fired = true), 10))
    await clock.runUntilIdle()
    expect(fired).toBe(false)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('runs until a promise has settled, and no further', async () => {
    const clock = virtualClock({ start: 0 })
    clock.setTimeout(() => {}, 100)
    const value = await clock.run(new Promise((resolve) => clock.setTimeout(() => resolve('done'), 50)))
    expect(value).toBe('done')
    expect(clock.now()).toBe(50)
    expect(clock.pendingTimers()).toBe(1)
  })

  it('passes a rejection on', async () => {
    const clock = virtualClock()
    await expect(clock.run(Promise.reject(new Error('no')))).rejects.toThrow('no')
  })

  it('throws where a promise can never settle', async () => {
    const clock = virtualClock()
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('nothing is scheduled, and the promise is pending')
  })

  it('throws where a promise is pending for too long', async () => {
    const clock = virtualClock()
    const again = () => void clock.setTimeout(again, 1000)
    again()
    await expect(clock.run(new Promise(() => {}), { within: 60_000 })).rejects.toThrow('pending after 60000 ms')
  })

  it('advances by as much as it is told, firing what lies within', async () => {
    const clock = virtualClock({ start: 0 })
    const fired: number[] = []
    const again = () => {
      fired.push(clock.now())
      clock.setTimeout(again, 40)
    }
    again()
    await clock.advance(100)
    expect(fired).toEqual([0, 40, 80])
    expect(clock.now()).toBe(100)
  })

  it('stands still while work is under way', async () => {
    const clock = virtualClock({ start: 0 })
    const work = clock.begin()
    let turns = 0
    const toil = () => (++turns < 20 ? void setImmediate(toil) : work.end())
    toil()
    clock.setTimeout(() => {}, 5)
    await clock.advance(10)
    expect(turns).toBe(20)
  })

  it('goes on while work waits for the clock itself', async () => {
    const clock = virtualClock({ start: 0 })
    const work = clock.begin()
    work.pause()
    clock.setTimeout(() => {
      work.resume()
      setImmediate(() => work.end())
    }, 5)
    await clock.runUntilIdle()
    expect(clock.now()).toBe(5)
  })
})
