import {
  always,
  createWx,
  expiredToken,
  type Fault,
  faultPlan,
  requestExpired,
  together,
  virtualClock,
  type WxOptions,
} from '../../wx'
import { outcome } from './outcome'
import { recordingServer } from './server'

const url = 'https://photos.example.com/a'

function setUp(fault: Fault, options: Partial<WxOptions> = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer(({ body }) => ({ body: `got ${body.length} bytes` }))
  const faults = always(fault)
  return { clock, heard, wx: createWx({ clock, handler, faults, ...options }) }
}

const put = { url, method: 'PUT', data: '0123456789', dataType: 'text' }

describe('a fault', () => {
  it('keeps a request from the server', async () => {
    const { clock, wx, heard } = setUp({ kind: 'unreachable', reason: 'ERR_CERT_DATE_INVALID' })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({
      fail: { errno: 600001, errMsg: expect.stringContaining('ERR_CERT_DATE_INVALID') },
    })
    expect(heard).toEqual([])
  })

  it('cuts a request after so many bytes', async () => {
    const clock = virtualClock()
    let arrived = 0
    const wx = createWx({
      clock,
      faults: faultPlan({ faults: [{ kind: 'cutRequest', bytes: 4 }] }),
      handler: () => async (request) => {
        for await (const piece of request.body) arrived += piece.length
        throw new Error('the body ended early, and should have thrown')
      },
    })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ fail: { errno: 600001 } })
    expect(arrived).toBe(4)
    expect(wx.phone.requests[0]?.serverError).toBeUndefined()
  })

  it('loses the answer to what the server has carried out', async () => {
    const { clock, wx, heard } = setUp({ kind: 'loseAnswer' })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ fail: { errno: 600001 } })
    expect(heard).toMatchObject([{ body: Buffer.from('0123456789') }])
  })

  it('cuts an answer after so many bytes', async () => {
    const { clock, wx } = setUp({ kind: 'cutAnswer', bytes: 3 })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ fail: { errno: 600001 } })
  })

  it('truncates an answer without a word', async () => {
    const { clock, wx } = setUp({ kind: 'truncateAnswer', bytes: 3 })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ success: { statusCode: 200, data: 'got' } })
  })

  it('changes one byte of a request, and leaves the app its own', async () => {
    const { clock, wx, heard } = setUp({ kind: 'corruptRequest', byte: 12 })
    const data = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).buffer
    await clock.run(outcome(wx.request, { ...put, data }))
    expect(heard[0]?.body).toEqual(Buffer.of(1, 2, 2, 4, 5, 6, 7, 8, 9, 10))
    expect(new Uint8Array(data)[2]).toBe(3)
  })

  it('changes one byte of an answer', async () => {
    const { clock, wx } = setUp({ kind: 'corruptAnswer', byte: 0 })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ success: { data: 'fot 10 bytes' } })
  })

  it('delivers a request twice, and the second answer', async () => {
    const clock = virtualClock()
    const heard: number[] = []
    const { handler } = recordingServer(() => ({ body: `answer ${heard.push(heard.length)}` }))
    const wx = createWx({ clock, handler, faults: faultPlan({ faults: [{ kind: 'duplicate' }] }) })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ success: { data: 'answer 2' } })
  })

  it('takes time, at the speed of the line', async () => {
    const { clock, wx } = setUp({ kind: 'bandwidth', bytesPerSecond: 100_000 })
    const start = clock.now()
    await clock.run(outcome(wx.request, { ...put, data: new ArrayBuffer(1_000_000) }))
    expect(clock.now() - start).toBeCloseTo(10_000, -1)
  })

  it('runs into the timeout where the line is too slow', async () => {
    const { clock, wx } = setUp({ kind: 'bandwidth', bytesPerSecond: 100_000 })
    const ended = await clock.run(outcome(wx.request, { ...put, data: new ArrayBuffer(7_000_000) }))
    expect(ended).toEqual({ fail: { errMsg: 'request:fail timeout', errno: 5 } })
  })

  it.each([
    [requestExpired, 403, '<Message>Request has expired</Message>'],
    [expiredToken, 400, '<Code>ExpiredToken</Code>'],
  ])('answers in COS\u2019s place: %j', async (fault, statusCode, text) => {
    const { clock, wx, heard } = setUp(fault)
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({
      success: { statusCode, data: expect.stringContaining(text) },
    })
    expect(heard).toEqual([])
  })

  it('hides the app, and shows it again', async () => {
    const faults = faultPlan({ faults: [{ kind: 'hide', milliseconds: 9000 }, { kind: 'silence' }] })
    const { clock, wx } = setUp({ kind: 'silence' }, { faults })
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ fail: { errno: 600003 } })
    await clock.advance(4000)
    expect(await clock.run(outcome(wx.request, put))).toHaveProperty('success')
  })

  it('takes the network away, and gives it back', async () => {
    const { clock, wx } = setUp(
      { kind: 'silence' },
      { faults: faultPlan({ faults: [{ kind: 'offline', milliseconds: 10 }] }) },
    )
    expect(await clock.run(outcome(wx.request, put))).toMatchObject({ fail: { errno: 600001 } })
    await clock.advance(10)
    expect(await clock.run(outcome(wx.request, put))).toHaveProperty('success')
  })

  it('leaves no room for files, and then does again', async () => {
    const { clock, wx } = setUp({ kind: 'storageFull', milliseconds: 50 })
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toMatchObject({ fail: { errno: 1300202 } })
    await clock.advance(50)
    expect(() => wx.getFileSystemManager().writeFileSync('wxfile://usr/a', 'a')).not.toThrow()
  })

  it('takes a file away', async () => {
    const path = 'wxfile://tmp_a'
    const { clock, wx } = setUp({ kind: 'fileGone', path }, { files: { [path]: 'a' } })
    await clock.run(outcome(wx.request, put))
    expect(wx.phone.files.has(path)).toBe(false)
  })
})

describe('faultPlan', () => {
  const request = { index: 0, api: 'request', method: 'PUT', url, bytes: 0 } as const

  it('strikes what fits the description, after so many, so many times', () => {
    const plan = faultPlan({ method: 'PUT', url: /photos/, after: 1, times: 2, faults: [requestExpired] })
    const struck = [1, 2, 3, 4].map(() => plan.next(request).length)
    expect(plan.next({ ...request, method: 'GET' })).toEqual([])
    expect(struck).toEqual([0, 1, 1, 0])
  })

  it('adds up with others', () => {
    const plan = together(faultPlan({ faults: [requestExpired] }), faultPlan({ faults: [expiredToken] }))
    expect(plan.next(request)).toEqual([requestExpired, expiredToken])
  })
})
