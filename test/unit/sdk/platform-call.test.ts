import { COS, type CommonOptions, type Platform } from 'cos-miniprogram'
import { createEnvironment } from '../../../sdk/src/platform/environment'
import { downloadToFile } from '../../../sdk/src/platform/download'
import { sendRequest } from '../../../sdk/src/platform/http'
import { createWx, virtualClock, type VirtualClock, type Wx } from '../../wx'
import { recordingServer } from '../wx/server'
import { Bucket, HOST, Region, temporary } from './example'
import { errorOf } from './set-up'

const Key = 'a.jpg'
const FilePath = 'wxfile://tmp_a.jpg'
const minutes = 60_000

/** Two functions of `wx`, and what they return: tasks, promises, both, or nothing. */
interface Functions {
  request?: (options: Options) => unknown
  downloadFile?: (options: Options) => unknown
  files?: Partial<Record<'getFileInfo' | 'stat' | 'readFile' | 'copyFile' | 'unlink', (options: Options) => unknown>>
}
interface Options {
  url: string
  timeout: number
  success(result: unknown): void
  fail(failure: unknown): void
}

/** A client whose platform works as `wx` does, but for these functions of it. */
function setUp({ request, downloadFile, files }: Functions = {}, options: Partial<CommonOptions> = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer({ body: 'content', headers: [['ETag', '"e"']] })
  const wx = createWx({ clock, handler, files: { [FilePath]: 'content' } })
  Object.assign(wx, request && { request }, downloadFile && { downloadFile })
  Object.assign(wx.getFileSystemManager(), files)
  const environment = createEnvironment({ wx, now: clock.now, timers: clock })
  const cos = new COS({
    Bucket,
    Region,
    wx,
    now: clock.now,
    timers: clock,
    random: () => 0.5,
    credentials: { getCredentials: async () => temporary({ StartTime: clock.now() / 1000, ExpiredTime: clock.now() / 1000 + 7200 }) },
    ...options,
  })
  return { clock, wx, cos, environment, heard }
}

/** The `request` of a platform that works, for wrappers around it. */
function working(clock: VirtualClock): Wx {
  return createWx({ clock, handler: recordingServer({ body: 'content' }).handler })
}

const answer = { statusCode: 200, header: { ETag: '"e"' }, data: '' }

describe('a call that the platform never calls back', () => {
  const silent = () => ({ abort: jest.fn() })

  it.each<[string, (cos: COS) => Promise<unknown>]>([
    ['headObject', (cos) => cos.headObject({ Key })],
    ['listObjects', (cos) => cos.listObjects({ Prefix: 'a' })],
    ['deleteObject', (cos) => cos.deleteObject({ Key })],
  ])('ends as Timeout in %s, some seconds after the limit of a minute', async (_, call) => {
    const { cos, clock } = setUp({ request: silent })
    const error = await clock.run(errorOf(call(cos)), { within: 66_000 })
    expect(error).toMatchObject({ name: 'CosError', code: 'Timeout', retryable: true, message: expect.stringContaining('request') })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('ends as Timeout for a backend, after the time that it has', async () => {
    const credentials = { url: 'https://backend.example.com/credentials' }
    const { cos, clock } = setUp({ request: silent }, { credentials, credentialsTimeout: 7000 })
    const error = await clock.run(errorOf(cos.presign({ Key })), { within: 13_000 })
    expect(error).toMatchObject({ name: 'CosError', code: expect.stringMatching(/Timeout$/) })
    expect(clock.pendingTimers()).toBe(0)
  })

  it.each<[string, (cos: COS) => Promise<unknown>]>([
    ['an upload', (cos) => cos.uploadFile({ Key, FilePath })],
    ['a download', (cos) => cos.downloadFile({ Key })],
  ])('ends %s as Timeout when all tries are used up', async (_, call) => {
    const { cos, clock } = setUp({ request: silent, downloadFile: silent })
    expect(await clock.run(errorOf(call(cos)), { within: 20 * minutes })).toMatchObject({ code: 'Timeout' })
  })

  it('is aborted, so that the platform can use its place', async () => {
    const task = { abort: jest.fn() }
    const { cos, clock } = setUp({ request: () => task })
    await clock.run(errorOf(cos.headObject({ Key })))
    expect(task.abort).toHaveBeenCalledTimes(1)
  })

  it.each(['getFileInfo', 'readFile'] as const)('ends the upload of a file as Timeout, where that is %s', async (name) => {
    const { cos, clock } = setUp({ files: { [name]: () => undefined, stat: () => undefined } })
    expect(await clock.run(errorOf(cos.uploadFile({ Key, FilePath })), { within: 60 * minutes })).toMatchObject({
      code: 'Timeout',
      message: expect.stringMatching(/readFile|stat/),
    })
  })

  it('is not given up where the app slept, and its answer comes right after it woke', async () => {
    const { environment, clock } = setUp({
      request: ({ success }) => void clock.setTimeout(() => success(answer), 20 * minutes + 10),
    })
    const asleep = { ...environment, timers: { ...clock, setTimeout: (run: () => void, milliseconds: number) => clock.setTimeout(run, milliseconds < 60_000 ? milliseconds : 20 * minutes) } }
    const sent = sendRequest(asleep, { url: 'https://a.example.com/' })
    expect(await clock.run(sent)).toMatchObject({ statusCode: 200 })
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('every request', () => {
  it('hands out its time limit, and leaves no timer behind', async () => {
    const timeouts: unknown[] = []
    const credentials = { url: 'https://backend.example.com/credentials' }
    const { cos, clock } = setUp(
      {
        request: ({ timeout, url, success }) => {
          timeouts.push(timeout)
          success(url.includes('backend') ? { ...answer, data: temporary({ StartTime: undefined, ExpiredTime: clock.now() / 1000 + 1800 }) } : answer)
        },
        downloadFile: ({ timeout, fail }) => {
          timeouts.push(timeout)
          fail({ errMsg: 'downloadFile:fail exceed max file size' })
        },
      },
      { credentials },
    )
    await clock.run(cos.headObject({ Key }))
    await clock.run(cos.uploadFile({ Key, FilePath }))
    await clock.run(errorOf(cos.downloadFile({ Key })))
    expect(timeouts.length).toBeGreaterThanOrEqual(4)
    for (const timeout of timeouts) expect([15_000, 60_000]).toContain(timeout)
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('an answer that comes too late', () => {
  it('is ignored', async () => {
    let late = () => {}
    const { cos, clock } = setUp({ request: ({ success }) => void (late = () => success(answer)) })
    const error = await clock.run(errorOf(cos.headObject({ Key })))
    late()
    await clock.runUntilIdle()
    expect(error).toMatchObject({ code: 'Timeout' })
  })

  it('has its file deleted, after a time limit and after an abort', async () => {
    const { environment, clock, wx } = setUp({
      downloadFile: ({ success }) => {
        clock.setTimeout(() => {
          wx.phone.files.put('wxfile://tmp_late', wx.phone.files.get(FilePath).content)
          success({ statusCode: 200, tempFilePath: 'wxfile://tmp_late' })
        }, 100_000)
        return { abort() {} }
      },
    })
    const request = { url: 'https://a.example.com/' }
    expect(await clock.run(errorOf(downloadToFile(environment, request)))).toMatchObject({ code: 'Timeout' })
    const aborted = downloadToFile(environment, request, { onStart: (call) => call.abort() })
    expect(await clock.run(errorOf(aborted), { within: 1 })).toMatchObject({ code: 'Aborted', retryable: false })
    await clock.runUntilIdle()
    expect(wx.phone.files.list()).toEqual([FilePath])
  })
})

describe('a call that is aborted', () => {
  it('ends at once, though the platform calls nothing back, or cannot abort', async () => {
    for (const task of [undefined, {}, { abort() {} }, { abort: () => { throw new Error('cannot') } }]) {
      const { environment, clock } = setUp({ request: () => task })
      const call = sendRequest(environment, { url: 'https://a.example.com/' }, undefined, ({ abort }) => void clock.setTimeout(abort, 10))
      expect(await clock.run(errorOf(call), { within: 10 })).toMatchObject({ code: 'Aborted' })
      expect(clock.pendingTimers()).toBe(0)
    }
  })
})
