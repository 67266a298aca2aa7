import { createSignal } from '../../../sdk/src/transfer/abort-signal'
import { createSlots, SMALL } from '../../../sdk/src/transfer/queue'

function setUp() {
  const slots = createSlots()
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
  /** Takes all slots for content but one. */
  const fill = () => {
    for (let place = 0; place < 5; place++) enter(`${place}`, 0)
  }
  return { slots, log, enter, fill }
}

const settled = () => new Promise(setImmediate)

describe('slots', () => {
  it('let in six at a time, and the next when one leaves', async () => {
    const { log, enter } = setUp()
    const first = enter('a', 1)
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g']) enter(name, 1)
    await settled()
    expect(log.join('')).toBe('abcdef')
    first.leave()
    await settled()
    expect(log.join('')).toBe('abcdefg')
  })

  it('keep two for small requests, which enter before all others', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const last = enter('5', 1)
    enter('waits', 1)
    for (const name of ['small', 'small', 'small']) enter(name, SMALL)
    await settled()
    expect(log.slice(5)).toEqual(['5', 'small', 'small'])
    last.leave()
    await settled()
    expect(log.slice(8)).toEqual(['small'])
  })

  it('let in the lowest order first, and of equal ones the first that came', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const all = [enter('now', 9), enter('c', 2), enter('a', 1), enter('d', 2), enter('b', 1)]
    for (const each of all) each.leave()
    await Promise.all(all.map(({ ended }) => ended))
    expect(log.slice(5)).toEqual(['now', 'a', 'b', 'c', 'd'])
  })

  it('let go of what was stopped while it waited', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const first = enter('a', 1)
    const second = enter('b', 1)
    const third = enter('c', 1)
    second.signal.stop()
    await expect(second.ended).rejects.toMatchObject({ code: 'Aborted' })
    first.leave()
    third.leave()
    await Promise.all([first.ended, third.ended])
    expect(log.slice(5)).toEqual(['a', 'c'])
  })

  it('do not let in what was stopped before', async () => {
    const { log, enter } = setUp()
    const signal = createSignal()
    signal.stop()
    await expect(enter('a', 1, signal).ended).rejects.toMatchObject({ code: 'Aborted' })
    expect(log).toEqual([])
  })

  it('are free again after work that fails', async () => {
    const { slots, enter, fill, log } = setUp()
    fill()
    await expect(slots(1, createSignal(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    enter('a', 1)
    await settled()
    expect(log.slice(5)).toEqual(['a'])
  })
})
