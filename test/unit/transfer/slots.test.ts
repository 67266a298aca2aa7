import { createSignal } from '../../../sdk/src/transfer/signal'
import { createSlots } from '../../../sdk/src/transfer/slots'

function setUp(limit: number) {
  const slots = createSlots(limit)
  const log: string[] = []
  const enter = (name: string, order: number, signal = createSignal()) => {
    const leave = { now: (): void => undefined }
    const left = new Promise<void>((resolve) => (leave.now = resolve))
    const ended = slots(order, signal, async () => {
      log.push(name)
      await left
    })
    return { ended, leave: () => leave.now(), signal }
  }
  return { slots, log, enter }
}

describe('slots', () => {
  it('let in so many at a time, and the next when one leaves', async () => {
    const { log, enter } = setUp(2)
    const first = enter('a', 1)
    enter('b', 1)
    enter('c', 1)
    await Promise.resolve()
    expect(log).toEqual(['a', 'b'])
    first.leave()
    await first.ended
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('let in the lowest order first, and of equal ones the first that came', async () => {
    const { log, enter } = setUp(1)
    const all = [enter('now', 9), enter('c', 2), enter('a', 1), enter('d', 2), enter('b', 1)]
    for (const each of all) each.leave()
    await Promise.all(all.map(({ ended }) => ended))
    expect(log).toEqual(['now', 'a', 'b', 'c', 'd'])
  })

  it('let go of what was stopped while it waited', async () => {
    const { log, enter } = setUp(1)
    const first = enter('a', 1)
    const second = enter('b', 1)
    const third = enter('c', 1)
    second.signal.stop()
    await expect(second.ended).rejects.toMatchObject({ code: 'Aborted' })
    first.leave()
    third.leave()
    await Promise.all([first.ended, third.ended])
    expect(log).toEqual(['a', 'c'])
  })

  it('do not let in what was stopped before', async () => {
    const { log, enter } = setUp(1)
    const signal = createSignal()
    signal.stop()
    await expect(enter('a', 1, signal).ended).rejects.toMatchObject({ code: 'Aborted' })
    expect(log).toEqual([])
  })

  it('are free again after work that fails', async () => {
    const { slots } = setUp(1)
    await expect(slots(1, createSignal(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await slots(1, createSignal(), () => Promise.resolve('yes'))).toBe('yes')
  })
})
