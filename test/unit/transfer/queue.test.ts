import { Signal } from '../../../sdk/src/transfer/abort-signal'
import { createQueue, SMALL_REQUEST } from '../../../sdk/src/transfer/queue'

function setUp() {
  const queue = createQueue()
  const log: string[] = []
  const enter = (name: string, priority: number, signal = new Signal()) => {
    const leave = { now: (): void => undefined }
    const left = new Promise<void>((resolve) => (leave.now = resolve))
    const ended = queue.run(priority, signal, async () => {
      log.push(name)
      await left
    })
    return { ended, leave: () => leave.now(), signal }
  }
  /** Takes all places for content but one. */
  const fill = () => {
    for (let place = 0; place < 5; place++) enter(`${place}`, 0)
  }
  return { queue, log, enter, fill }
}

const settled = () => new Promise(setImmediate)

describe('the queue', () => {
  it('lets in six at a time, and the next when one leaves', async () => {
    const { log, enter } = setUp()
    const first = enter('a', 1)
    for (const name of ['b', 'c', 'd', 'e', 'f', 'g']) enter(name, 1)
    await settled()
    expect(log.join('')).toBe('abcdef')
    first.leave()
    await settled()
    expect(log.join('')).toBe('abcdefg')
  })

  it('keeps two places for small requests, which enter before all others', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const last = enter('5', 1)
    enter('waits', 1)
    for (const name of ['small', 'small', 'small']) enter(name, SMALL_REQUEST)
    await settled()
    expect(log.slice(5)).toEqual(['5', 'small', 'small'])
    last.leave()
    await settled()
    expect(log.slice(8)).toEqual(['small'])
  })

  it('lets in the lowest priority first, and of equal ones the first that came', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const all = [enter('now', 9), enter('c', 2), enter('a', 1), enter('d', 2), enter('b', 1)]
    for (const each of all) each.leave()
    await Promise.all(all.map(({ ended }) => ended))
    expect(log.slice(5)).toEqual(['now', 'a', 'b', 'c', 'd'])
  })

  it('lets go of what was stopped while it waited', async () => {
    const { log, enter, fill } = setUp()
    fill()
    const first = enter('a', 1)
    const second = enter('b', 1)
    const third = enter('c', 1)
    second.signal.abort()
    await expect(second.ended).rejects.toMatchObject({ code: 'Aborted' })
    first.leave()
    third.leave()
    await Promise.all([first.ended, third.ended])
    expect(log.slice(5)).toEqual(['a', 'c'])
  })

  it('does not let in what was stopped before', async () => {
    const { log, enter } = setUp()
    const signal = new Signal()
    signal.abort()
    await expect(enter('a', 1, signal).ended).rejects.toMatchObject({ code: 'Aborted' })
    expect(log).toEqual([])
  })

  it('has its place back after work that fails', async () => {
    const { queue, enter, fill, log } = setUp()
    fill()
    await expect(queue.run(1, new Signal(), () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    enter('a', 1)
    await settled()
    expect(log.slice(5)).toEqual(['a'])
  })

  it('has the place of what is stopped back at once, though the work never ends', async () => {
    const { queue, log, enter, fill } = setUp()
    fill()
    const signal = new Signal()
    const stuck = queue.run(1, signal, () => new Promise(() => undefined))
    enter('a', 1)
    await settled()
    expect(log.slice(5)).toEqual([])
    signal.abort()
    await expect(stuck).rejects.toMatchObject({ code: 'Aborted' })
    await settled()
    expect(log.slice(5)).toEqual(['a'])
  })

  it('counts a place once, whoever gives it back', async () => {
    const { queue, log, enter, fill } = setUp()
    fill()
    const signal = new Signal()
    const leave = await queue.enter(1, signal)
    enter('a', 1)
    enter('b', 1)
    leave()
    signal.abort()
    leave()
    await settled()
    expect(log.slice(5)).toEqual(['a'])
  })

  it('begins no work that was stopped when it got its place', async () => {
    const { queue } = setUp()
    const signal = new Signal()
    const work = jest.fn(() => Promise.resolve())
    const ended = queue.run(1, signal, work)
    signal.abort()
    await expect(ended).rejects.toMatchObject({ code: 'Aborted' })
    expect(work).not.toHaveBeenCalled()
  })
})
