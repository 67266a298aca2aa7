import { Signal } from '../../../sdk/src/transfer/abort-signal'

const never = new Promise<never>(() => undefined)

describe('a signal', () => {
  it('that is aborted tells who listens, once', () => {
    const signal = new Signal()
    const told = jest.fn()
    signal.onAbort(told)
    signal.abort()
    signal.abort()
    expect(told).toHaveBeenCalledTimes(1)
    expect(signal.aborted).toBe(true)
    expect(() => signal.throwIfAborted()).toThrow(expect.objectContaining({ code: 'Aborted' }))
  })

  it('that was aborted tells at once', () => {
    const signal = new Signal()
    signal.abort()
    const told = jest.fn()
    signal.onAbort(told)
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('ends the waiting for what never settles', async () => {
    const signal = new Signal()
    const raced = signal.race(never)
    signal.abort()
    await expect(raced).rejects.toMatchObject({ code: 'Aborted' })
  })

  it('lets a result and a failure through', async () => {
    const signal = new Signal()
    await expect(signal.race(Promise.resolve(1))).resolves.toBe(1)
    await expect(signal.race(Promise.reject(new Error('no')))).rejects.toThrow('no')
  })

  it('makes no unhandled rejection of what fails after the abort', async () => {
    const unhandled = jest.fn()
    process.on('unhandledRejection', unhandled)
    const signal = new Signal()
    let fail: (reason: Error) => void = () => undefined
    const raced = signal.race(new Promise((_resolve, reject) => (fail = reject)))
    signal.abort()
    await expect(raced).rejects.toMatchObject({ code: 'Aborted' })
    fail(new Error('late'))
    await new Promise(setImmediate)
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})
