import { contentOf, hideWebGlobals } from '../../wx'

describe('hideWebGlobals', () => {
  const restore = hideWebGlobals((file) => file.endsWith('web-globals.test.ts'))
  const seen = { fetch: typeof fetch, URL: typeof URL, Buffer: typeof Buffer, process: typeof process }
  const elsewhere = contentOf('ü').size
  restore()

  it('hides from the mini program what it has not', () => {
    expect(seen).toEqual({ fetch: 'undefined', URL: 'undefined', Buffer: 'undefined', process: 'undefined' })
  })

  it('leaves it to all others', () => {
    expect(elsewhere).toBe(2)
  })

  it('ends when it is told to', () => {
    expect(typeof fetch).toBe('function')
    expect(Buffer.from('a')).toHaveLength(1)
  })
})
