import { always, createWx, virtualClock, type WxOptions } from '../../wx'
import { outcome } from './outcome'
import { recordingServer } from './server'

const url = 'https://photos.example.com/'
const slow = always({ kind: 'latency', milliseconds: 20_000 })

function setUp(options: Partial<WxOptions> = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer({ body: 'ok' })
  return { clock, heard, wx: createWx({ clock, handler, ...options }) }
}

describe('a hidden app', () => {
  it('has its requests interrupted after five seconds', async () => {
    const { clock, wx } = setUp({ faults: slow })
    const start = clock.now()
    const ended = outcome(wx.request, { url })
    wx.phone.hide()
    expect(await clock.run(ended)).toEqual({ fail: { errMsg: 'request:fail interrupted', errno: 600003 } })
    expect(clock.now() - start).toBe(5000)
  })

  it('keeps its requests when it is shown again in time', async () => {
    const { clock, wx } = setUp({ faults: slow })
    const ended = outcome(wx.request, { url })
    wx.phone.hide()
    await clock.advance(4999)
    wx.phone.show()
    expect(await clock.run(ended)).toHaveProperty('success')
  })

  it('starts no request until it is shown again', async () => {
    const { clock, wx, heard } = setUp()
    wx.phone.hide()
    await clock.advance(5000)
    expect(await clock.run(outcome(wx.request, { url }))).toMatchObject({ fail: { errno: 600003 } })
    wx.phone.show()
    expect(await clock.run(outcome(wx.request, { url }))).toHaveProperty('success')
    expect(heard).toHaveLength(1)
  })

  it('is told of it', () => {
    const { wx } = setUp()
    const events: string[] = []
    const onHide = () => events.push('hidden')
    wx.onAppHide(onHide)
    wx.onAppShow(() => events.push('shown'))
    wx.phone.hide()
    wx.phone.show()
    wx.offAppHide(onHide)
    wx.phone.hide()
    expect(events).toEqual(['hidden', 'shown'])
  })
})

describe('without a network', () => {
  it('requests fail, those under way and new ones', async () => {
    const { clock, wx } = setUp({ faults: slow })
    const fail = { errMsg: expect.stringContaining('ERR_INTERNET_DISCONNECTED'), errno: 600001 }
    const ended = outcome(wx.request, { url })
    wx.phone.offline()
    expect(await clock.run(ended)).toEqual({ fail })
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toMatchObject({ fail: { errno: 600001 } })
  })

  it('the app is told, and can ask', async () => {
    const { clock, wx } = setUp()
    const events: unknown[] = []
    wx.onNetworkStatusChange((event) => events.push(event))
    wx.phone.offline()
    const asked = new Promise((success) => wx.getNetworkType({ success }))
    expect(await clock.run(asked)).toMatchObject({ networkType: 'none' })
    wx.phone.online()
    expect(events).toEqual([
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: 'wifi' },
    ])
  })
})

describe('a restart', () => {
  it('ends the app without a word', async () => {
    const { clock, wx } = setUp({ faults: slow })
    const heard: string[] = []
    const complete = () => heard.push('complete')
    wx.request({ url, complete })
    wx.downloadFile({ url, complete })
    wx.getFileSystemManager().readFile({ filePath: 'wxfile://tmp_a', complete })
    wx.phone.timers.setTimeout(() => heard.push('timer'), 10)
    wx.restart()
    wx.request({ url, complete })
    wx.phone.timers.setTimeout(() => heard.push('timer'), 10)
    await clock.runUntilIdle()
    expect(heard).toEqual([])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('lets the killed app ask nobody any more', async () => {
    const { clock, wx, heard } = setUp()
    wx.restart()
    wx.request({ url })
    await clock.runUntilIdle()
    expect(heard).toEqual([])
  })

  it('brings the app to the foreground, on a phone that may still be offline', async () => {
    const { clock, wx } = setUp()
    wx.phone.hide()
    wx.phone.offline()
    await clock.advance(6000)
    const again = wx.restart()
    expect(await clock.run(outcome(again.request, { url }))).toMatchObject({
      fail: { errMsg: expect.stringContaining('DISCONNECTED') },
    })
    again.phone.online()
    expect(await clock.run(outcome(again.request, { url }))).toHaveProperty('success')
  })

  it('keeps storage and files, and opens all descriptors anew', async () => {
    const { clock, wx } = setUp({ files: { 'wxfile://tmp_a': 'a' } })
    wx.setStorageSync('key', { n: 1 })
    wx.getFileSystemManager().openSync({ filePath: 'wxfile://tmp_a' })
    const again = wx.restart()
    expect(again.getStorageSync('key')).toEqual({ n: 1 })
    expect(again.getFileSystemManager().readFileSync('wxfile://tmp_a', 'utf8')).toBe('a')
    expect(again.phone.openDescriptors()).toEqual([])
    expect(await clock.run(outcome(again.request, { url }))).toHaveProperty('success')
  })

  it('may lose the temporary files, and only those', () => {
    const { wx } = setUp({ files: { 'wxfile://tmp_a': 'a', 'wxfile://usr/b': 'b' } })
    const again = wx.restart({ temporaryFiles: 'gone' })
    expect(again.phone.files.list().map(({ path }) => path)).toEqual(['wxfile://usr/b'])
  })
})

describe('the account', () => {
  it('logs in with another code each time, from the same device', async () => {
    const { clock, wx } = setUp({ deviceId: 'mine' })
    const codes: string[] = []
    const logIn = (app: typeof wx) =>
      clock.run(
        new Promise<void>((done) =>
          app.login({
            success: ({ code }) => codes.push(code),
            complete: () => done(),
          }),
        ),
      )
    await logIn(wx)
    await logIn(wx)
    await logIn(wx.restart())
    expect(new Set(codes).size).toBe(3)
    expect(codes.every((code) => code.startsWith('mine.'))).toBe(true)
  })

  it('says which release runs', () => {
    const { wx } = setUp({ envVersion: 'release' })
    expect(wx.getAccountInfoSync().miniProgram.envVersion).toBe('release')
  })
})

describe('storage', () => {
  it('keeps copies of values', () => {
    const { wx } = setUp()
    const value = { list: [1] }
    wx.setStorageSync('key', value)
    value.list.push(2)
    expect(wx.getStorageSync('key')).toEqual({ list: [1] })
    wx.removeStorageSync('key')
    expect(wx.getStorageSync('key')).toBe('')
  })

  it('says so where there is nothing', async () => {
    const { clock, wx } = setUp()
    expect(await clock.run(outcome(wx.getStorage, { key: 'no' }))).toEqual({
      fail: { errMsg: 'getStorage:fail data not found' },
    })
    await clock.run(outcome(wx.setStorage, { key: 'yes', data: 1 }))
    expect(await clock.run(outcome(wx.getStorage, { key: 'yes' }))).toMatchObject({ success: { data: 1 } })
  })
})
