import { always, createWx, virtualClock, type WxOptions } from '../../wx'
import { outcome } from './outcome'
import { type Answer, type Heard, recordingServer } from './server'

const url = 'https://photos.example.com/a%20b.jpg?sign=1'

function setUp(answer: Answer | ((heard: Heard) => Answer) = {}, options: Partial<WxOptions> = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer(answer)
  return { clock, heard, wx: createWx({ clock, handler, ...options }) }
}

describe('wx.request', () => {
  it('succeeds with any HTTP status', async () => {
    const { clock, wx } = setUp({ status: 403, body: '<Error/>' })
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({
      success: { statusCode: 403, data: '<Error/>', errMsg: 'request:ok' },
    })
  })

  it('sends the target as it is written, and a content type of its own', async () => {
    const { clock, wx, heard } = setUp()
    await clock.run(outcome(wx.request, { url, method: 'PUT', data: 'text' }))
    expect(heard[0]).toMatchObject({
      method: 'PUT',
      target: '/a%20b.jpg?sign=1',
      headers: { host: 'photos.example.com', 'content-type': 'application/json', 'content-length': '4' },
    })
  })

  it('drops Host, Content-Length and Referer without a word', async () => {
    const { clock, wx, heard } = setUp()
    const header = { Host: 'evil', 'content-length': '999', Referer: 'evil', 'Content-Type': 'image/png' }
    await clock.run(outcome(wx.request, { url, method: 'POST', data: 'abc', header }))
    expect(heard[0]?.headers).toEqual({
      host: 'photos.example.com',
      'Content-Type': 'image/png',
      'content-length': '3',
      referer: 'https://servicewechat.com/wx0000000000000000/devtools/page-frame.html',
    })
  })

  it('sends an ArrayBuffer as bytes, and turns a typed array into text', async () => {
    const { clock, wx, heard } = setUp()
    const bytes = Uint8Array.of(1, 2, 255)
    await clock.run(outcome(wx.request, { url, method: 'PUT', data: bytes.buffer }))
    await clock.run(outcome(wx.request, { url, method: 'PUT', data: bytes }))
    expect(heard.map(({ body }) => body)).toEqual([Buffer.from(bytes), Buffer.from('{"0":1,"1":2,"2":255}')])
  })

  it('makes a query of the data of a GET', async () => {
    const { clock, wx, heard } = setUp()
    await clock.run(outcome(wx.request, { url, data: { 'a b': 'ü' } }))
    expect(heard[0]?.target).toBe('/a%20b.jpg?sign=1&a%20b=%C3%BC')
  })

  it('parses JSON unless told otherwise', async () => {
    const { clock, wx } = setUp({ body: '{"a":1}' })
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({ success: { data: { a: 1 } } })
    expect(await clock.run(outcome(wx.request, { url, dataType: 'text' }))).toMatchObject({
      success: { data: '{"a":1}' },
    })
    const asBytes = await clock.run(outcome(wx.request, { url, responseType: 'arraybuffer' }))
    expect(asBytes).toMatchObject({ success: { data: new Uint8Array(Buffer.from('{"a":1}')).buffer } })
  })

  it.each([
    ['given', 'ETag', 'Content-Type'],
    ['lower', 'etag', 'content-type'],
    ['upper', 'ETAG', 'CONTENT-TYPE'],
    ['mixed', 'EtAg', 'cOnTeNt-tYpE'],
  ] as const)('spells header names %s', async (headerCase, etag, type) => {
    const headers = [
      ['ETag', '"1"'],
      ['Content-Type', 'text/plain'],
    ] as const
    const { clock, wx } = setUp({ headers }, { headerCase })
    const received: unknown[] = []
    const ended = new Promise((success) => {
      wx.request({ url, success }).onHeadersReceived(({ header }) => received.push(header))
    })
    const header = { [etag]: '"1"', [type]: 'text/plain' }
    expect(await clock.run(ended)).toMatchObject({ header })
    expect(received).toEqual([header])
  })

  it('fails with abort, once', async () => {
    const { clock, wx, heard } = setUp()
    const ended: unknown[] = []
    const task = wx.request({ url, fail: (error) => ended.push(error), success: (result) => ended.push(result) })
    task.abort()
    task.abort()
    await clock.runUntilIdle()
    expect(ended).toEqual([{ errMsg: 'request:fail abort' }])
    expect(heard).toEqual([])
  })

  it.each([
    [undefined, 60_000],
    [1000, 1000],
    [300_000, 60_000],
  ])('with a timeout of %s gives up after %i ms', async (timeout, milliseconds) => {
    const faults = always({ kind: 'silence' })
    const { clock, wx } = setUp({}, { faults })
    const start = clock.now()
    const ended = await clock.run(outcome(wx.request, { url, timeout }))
    expect(ended).toEqual({ fail: { errMsg: 'request:fail timeout', errno: 5 } })
    expect(clock.now() - start).toBe(milliseconds)
    expect(clock.pendingTimers()).toBe(0)
  })

  it('has ten in flight, and lets the others wait', async () => {
    const faults = always({ kind: 'latency', milliseconds: 100 })
    const { clock, wx, heard } = setUp({}, { faults })
    const ended = Promise.all(Array.from({ length: 25 }, () => outcome(wx.request, { url })))
    await clock.advance(100)
    expect(heard).toHaveLength(10)
    await clock.advance(100)
    expect(heard).toHaveLength(20)
    await clock.run(ended)
    expect(heard).toHaveLength(25)
  })

  it('gives the place of an aborted request to the next', async () => {
    const faults = always({ kind: 'silence' })
    const { clock, wx } = setUp({}, { faults, limits: { requests: 1 } })
    const first = wx.request({ url })
    const waiting = wx.request({ url })
    wx.request({ url })
    waiting.abort()
    first.abort()
    await clock.advance(1)
    expect(wx.phone.requests).toHaveLength(2)
  })

  it('asks no address that is on no list', async () => {
    const { clock, wx, heard } = setUp({}, { domains: { request: ['https://other.example.com'] } })
    expect(await clock.run(outcome(wx.request, { url }))).toEqual({
      fail: { errMsg: 'request:fail url not in domain list', errno: 600002 },
    })
    expect(heard).toEqual([])
  })

  it('fails where there is no such host', async () => {
    const { clock, wx } = setUp({}, { handler: () => undefined })
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({
      fail: { errMsg: expect.stringContaining('ERR_NAME_NOT_RESOLVED'), errno: 600001 },
    })
  })

  it('gives no errno on an older base library', async () => {
    const { clock, wx } = setUp({}, { errno: false, faults: always({ kind: 'silence' }) })
    expect(await clock.run(outcome(wx.request, { url }))).toEqual({ fail: { errMsg: 'request:fail timeout' } })
  })

  it('follows a redirect, or hands it over', async () => {
    const { clock, wx } = setUp(({ target }) =>
      target === '/new' ? { body: 'here' } : { status: 302, headers: [['Location', '/new']] },
    )
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({ success: { data: 'here' } })
    expect(await clock.run(outcome(wx.request, { url, redirect: 'manual' }))).toMatchObject({
      success: { statusCode: 302, header: { Location: '/new' } },
    })
  })

  it('writes down what a server throws', async () => {
    const mistake = new TypeError('a mistake')
    const { clock, wx } = setUp(() => {
      throw mistake
    })
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({ fail: { errno: 600001 } })
    expect(wx.phone.requests).toMatchObject([{ method: 'GET', url, serverError: mistake }])
  })
})
