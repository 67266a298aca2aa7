import { Emitter } from '../../../sdk/src/transfer/emitter'

describe('listeners', () => {
  it('all hear all events in the order in which they happen, those that a listener causes included', () => {
    const emitter = new Emitter<string>()
    const heard: string[][] = [[], [], []]
    emitter.on((event) => heard[0]?.push(event))
    emitter.on((event) => {
      heard[1]?.push(event)
      if (event === 'a') emitter.emit('b')
    })
    emitter.on((event) => heard[2]?.push(event))
    emitter.emit('a')
    emitter.emit('c')
    expect(heard).toEqual(Array(3).fill(['a', 'b', 'c']))
  })

  it('hear nothing more once they have stopped listening, even of the event that is being told', () => {
    const emitter = new Emitter<string>()
    const heard: string[] = []
    emitter.on(() => stop())
    const stop = emitter.on((event) => heard.push(event))
    emitter.emit('a')
    expect(heard).toEqual([])
    expect(emitter.hasListeners).toBe(true)
  })

  it('that listen twice stop once', () => {
    const emitter = new Emitter<string>()
    const heard: string[] = []
    const listener = (event: string) => heard.push(event)
    const stop = emitter.on(listener)
    emitter.on(listener)
    stop()
    emitter.emit('a')
    expect(heard).toEqual(['a'])
  })

  it('that throw keep no other from hearing', () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const emitter = new Emitter<string>()
    const heard: string[] = []
    emitter.on(() => {
      throw new Error('a bug in a page')
    })
    emitter.on((event) => heard.push(event))
    emitter.emit('a')
    emitter.emit('b')
    expect(heard).toEqual(['a', 'b'])
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('a bug in a page'))
    warn.mockRestore()
  })
})
