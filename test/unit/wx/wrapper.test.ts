import { createWx, type Fault, faultPlan, virtualClock, type WxOptions } from '../../wx'
import { outcome } from './outcome'
import { recordingServer } from './server'

const url = 'https://photos.example.com/a'

function setUp(options: Partial<WxOptions>, ...faults: Fault[]) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer({ body: 'content' })
  return { clock, heard, wx: createWx({ clock, handler, faults: faultPlan({ faults }), ...options }) }
}

describe('a wrapper around wx', () => {
  it('returns a promise with the functions of the task, and calls back as well', async () => {
    const { clock, wx } = setUp({ returns: 'taskAndPromise' })
    const success = jest.fn()
    const returned: unknown = wx.request({ url, success })
    expect(await clock.run(Promise.resolve(returned))).toMatchObject({ statusCode: 200 })
    expect(success).toHaveBeenCalledTimes(1)
    expect(returned).toMatchObject({ abort: expect.any(Function), onHeadersReceived: expect.any(Function) })
  })

  it('rejects that promise besides calling fail', async () => {
    const { clock, wx } = setUp({ returns: 'taskAndPromise' }, { kind: 'unreachable' })
    const fail = jest.fn()
    const returned: unknown = wx.request({ url, fail })
    await expect(clock.run(Promise.resolve(returned))).rejects.toMatchObject({ errno: 600001 })
    expect(fail).toHaveBeenCalledTimes(1)
  })

  it('returns nothing but a promise, and does not call back', async () => {
    const { clock, wx } = setUp({ returns: 'promise' })
    const success = jest.fn()
    const returned: unknown = wx.request({ url, success })
    expect(await clock.run(Promise.resolve(returned))).toMatchObject({ statusCode: 200 })
    expect(success).not.toHaveBeenCalled()
    expect(Object.keys(Object(returned))).toEqual([])
  })

  it('returns a promise of the task, and calls back', async () => {
    const { clock, wx } = setUp({ returns: 'promiseOfTask' })
    const ended = outcome(wx.request, { url })
    const returned: unknown = wx.request({ url })
    expect(await clock.run(Promise.resolve(returned))).toHaveProperty('abort')
    expect(await clock.run(ended)).toMatchObject({ success: { statusCode: 200 } })
  })

  it.each([
    ['abort', ['abort']],
    ['none', []],
  ] as const)('has tasks with these functions: %s', (tasks, names) => {
    expect(Object.keys(setUp({ tasks }).wx.downloadFile({ url }))).toEqual(names)
  })
})

describe('a callback that never comes', () => {
  it('keeps the end of a request from the app, its timeout and its abort too', async () => {
    const { clock, wx, heard } = setUp({}, { kind: 'noCallback' })
    const settled = jest.fn()
    const task = wx.request({ url, success: settled, fail: settled })
    await clock.advance(61_000)
    task.abort()
    await clock.runUntilIdle()
    expect(settled).not.toHaveBeenCalled()
    expect(heard).toHaveLength(1)
  })
})

describe('a failure in other words', () => {
  it('comes after its time, with the name of the function before it', async () => {
    const { clock, wx } = setUp({}, { kind: 'fail', milliseconds: 500, reason: '请求超时。' })
    const before = clock.now()
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toEqual({
      fail: { errMsg: 'downloadFile:fail 请求超时。' },
    })
    expect(clock.now() - before).toBe(500)
  })
})
