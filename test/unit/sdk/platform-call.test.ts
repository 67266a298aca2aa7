import { COS, type COSOptions } from 'cos-miniprogram'
import { downloadToFile } from '../../../sdk/src/platform/download'
import { createEnvironment } from '../../../sdk/src/platform/environment'
import { sendRequest } from '../../../sdk/src/platform/http'
import {
  createWx,
  type Fault,
  faultPlan,
  type Returned,
  type TaskFunctions,
  virtualClock,
  type WxOptions,
} from '../../wx'
import { recordingServer } from '../wx/server'
import { Bucket, Region, temporary } from './example'
import { errorOf } from './set-up'

const Key = 'a.jpg'
const FilePath = 'wxfile://tmp_a.jpg'
const content = 'content'
const url = 'https://photos.example.com/a.jpg'
const minute = 60_000

interface SetUpOptions extends Omit<Partial<WxOptions>, 'files'> {
  /** Of every request. */
  fault?: Fault
  /** Functions of `wx` that are replaced. */
  functions?: Record<string, unknown>
  /** Functions of its file manager that are. */
  files?: Record<string, unknown>
  client?: object
}

/** A client on a platform that is not quite what WeChat documents. */
function setUp({ fault, functions, files, client, ...options }: SetUpOptions = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer(() => ({ body: content, headers: [['ETag', '"e"']] }))
  const faults = faultPlan(...(fault ? [{ times: Infinity, faults: [fault] }] : []))
  const wx = createWx({ clock, handler, faults, files: { [FilePath]: content }, ...options })
  Object.assign(wx, functions)
  Object.assign(wx.getFileSystemManager(), files)
  const timers = wx.phone.timers
  const getCredentials = async () =>
    temporary({ StartTime: clock.now() / 1000, ExpiredTime: clock.now() / 1000 + 7200 })
  const common = { Bucket, Region, wx, now: clock.now, timers, random: () => 0.5, credentials: { getCredentials } }
  const cos = new COS({ ...common, ...client } as COSOptions)
  return { clock, wx, cos, heard, environment: createEnvironment({ wx, now: clock.now, timers }) }
}

type NetworkFunction = (options: { timeout?: number }) => unknown

/** Puts others in the place of the two network functions. */
function replace(wx: object, replacement: (original: NetworkFunction) => NetworkFunction): void {
  for (const name of ['request', 'downloadFile']) {
    Object.assign(wx, { [name]: replacement(Reflect.get(wx, name) as NetworkFunction) })
  }
}

const small: [name: string, call: (cos: COS) => Promise<unknown>][] = [
  ['headObject', (cos) => cos.headObject({ Key })],
  ['listObjects', (cos) => cos.listObjects({ Prefix: 'a' })],
  ['deleteObject', (cos) => cos.deleteObject({ Key })],
]
const transfers: [name: string, call: (cos: COS) => Promise<unknown>][] = [
  ['uploadFile', (cos) => cos.uploadFile({ Key, FilePath })],
  ['downloadFile', (cos) => cos.downloadFile({ Key })],
]

describe('a call that is never called back', () => {
  const fault = { kind: 'noCallback' } as const

  it.each(small)('ends %s as Timeout, seconds after the minute that it has', async (_, call) => {
    const { cos, clock } = setUp({ fault })
    expect(await clock.run(errorOf(call(cos)), { within: 66_000 })).toMatchObject({
      name: 'CosError',
      code: 'Timeout',
      retryable: true,
      message: 'The platform did not say how request ended',
      hint: expect.stringContaining('Try again'),
    })
    expect(clock.pendingTimers()).toBe(0)
  })

  it.each(transfers)('ends %s as Timeout, when it has been tried often enough', async (_, call) => {
    const { cos, clock, wx } = setUp({ fault })
    expect(await clock.run(errorOf(call(cos)), { within: 20 * minute })).toMatchObject({ code: 'Timeout' })
    expect(wx.phone.requests.length).toBeGreaterThan(3)
  })

  it('ends a request for credentials after the time that it has', async () => {
    const client = { credentials: { url: 'https://backend.example.com/credentials' }, credentialsTimeout: 7000 }
    const { cos, clock } = setUp({ fault, client })
    expect(await clock.run(errorOf(cos.presign({ Key })), { within: 13_000 })).toMatchObject({
      name: 'CosError',
      code: expect.stringMatching(/Timeout$/),
    })
    await clock.runUntilIdle()
    expect(clock.pendingTimers()).toBe(0)
  })

  it('gives its place back to the platform', async () => {
    const abort = jest.fn()
    const { cos, clock } = setUp({ functions: { request: () => ({ abort }) } })
    await clock.run(errorOf(cos.headObject({ Key })))
    expect(abort).toHaveBeenCalledTimes(1)
  })

  it.each(['readFile', 'getFileInfo', 'stat'])('ends an upload as Timeout where it is %s', async (name) => {
    const others = name === 'readFile' ? {} : { getFileInfo: undefined, stat: undefined }
    const { cos, clock } = setUp({ files: { ...others, [name]: () => {} } })
    expect(await clock.run(errorOf(cos.uploadFile({ Key, FilePath })), { within: 60 * minute })).toMatchObject({
      code: expect.stringMatching(/Timeout|Unsupported/),
      message: expect.stringMatching(/readFile|getFileInfo|stat/),
    })
  })

  it('waits for an answer that a sleeping app could not hear before it woke', async () => {
    const asleep = 20 * minute
    const request = ({ success }: { success: (result: object) => void }) =>
      void clock.setTimeout(() => success({ statusCode: 200, header: {}, data: '' }), asleep + 10)
    const { environment, clock } = setUp({ functions: { request } })
    // Timers that are due while it sleeps fire when it wakes.
    const setTimeout = (run: () => void, wait: number) => clock.setTimeout(run, wait < minute ? wait : asleep)
    const sleepy = { ...environment, timers: { ...environment.timers, setTimeout } }
    expect(await clock.run(sendRequest(sleepy, { url }))).toMatchObject({ statusCode: 200 })
  })
})

describe('a time limit', () => {
  it('is handed out with every request, download and request for credentials', async () => {
    const timeouts: unknown[] = []
    const { cos, clock, wx } = setUp({ client: { credentials: { url } } })
    replace(wx, (original) => (options) => {
      timeouts.push(options.timeout)
      return original(options)
    })
    for (const [, call] of [...small, ...transfers]) await clock.run(call(cos).catch(() => {}))
    expect(timeouts.length).toBeGreaterThan(0)
    for (const timeout of timeouts) expect(timeout).toBeGreaterThanOrEqual(15_000)
  })

  it('leaves no timer behind when the call is over', async () => {
    const { cos, clock } = setUp()
    for (const [, call] of [...small, ...transfers]) await clock.run(call(cos).catch(() => {}))
    expect(clock.pendingTimers()).toBe(0)
  })
})

describe('an answer that comes too late', () => {
  it('is ignored', async () => {
    let answer = () => {}
    const request = ({ success }: { success: (result: object) => void }) =>
      void (answer = () => success({ statusCode: 200, header: {}, data: '' }))
    const { cos, clock } = setUp({ functions: { request } })
    const error = await clock.run(errorOf(cos.headObject({ Key })))
    answer()
    await clock.runUntilIdle()
    expect(error).toMatchObject({ code: 'Timeout' })
  })

  it.each<[string, number, Parameters<typeof downloadToFile>[2]]>([
    ['its time', 5_000, {}],
    ['an abort', 100_000, { onStart: (call) => call.abort() }],
  ])('has its file deleted after %s', async (_, timeout, listeners) => {
    const downloadFile = ({ success }: { success: (result: object) => void }) => {
      clock.setTimeout(() => {
        wx.phone.files.put('wxfile://tmp_late', wx.phone.files.get(FilePath).content)
        success({ statusCode: 200, tempFilePath: 'wxfile://tmp_late' })
      }, 30_000)
    }
    const { environment, clock, wx } = setUp({ functions: { downloadFile } })
    const error = await clock.run(errorOf(downloadToFile(environment, { url, timeout }, listeners)))
    expect(error).toMatchObject({ code: expect.stringMatching(/Timeout|Aborted/) })
    await clock.runUntilIdle()
    expect(wx.phone.files.list()).toMatchObject([{ path: FilePath }])
  })
})

describe('an abort of ours', () => {
  const cannot = () => {
    throw new Error('cannot')
  }

  it.each([undefined, {}, { abort() {} }, { abort: cannot }, Promise.resolve()])(
    'ends a call at once, whatever the platform does about it: %p',
    async (task) => {
      const { environment, clock } = setUp({ functions: { request: () => task } })
      const call = sendRequest(
        environment,
        { url },
        undefined,
        (running) => void clock.setTimeout(() => running.abort(), 10),
      )
      expect(await clock.run(errorOf(call), { within: 10 })).toMatchObject({ code: 'Aborted', retryable: false })
      expect(clock.pendingTimers()).toBe(0)
    },
  )

  it.each<Returned>(['task', 'taskAndPromise', 'promiseOfTask'])(
    'reaches the task where the platform returns a %s',
    async (returns) => {
      const { environment, clock, wx } = setUp({ returns, fault: { kind: 'silence' } })
      const call = sendRequest(environment, { url }, undefined, (running) => running.abort())
      expect(await clock.run(errorOf(call))).toMatchObject({ code: 'Aborted' })
      await clock.advance(1)
      expect(wx.phone.requests).toMatchObject([{ failure: 'request:fail abort' }])
    },
  )
})

describe('a platform that returns promises', () => {
  const styles: Returned[] = ['taskAndPromise', 'promise', 'promiseOfTask']
  const calls = styles.flatMap((returns) =>
    [...small, ...transfers].map(([name, call]) => [returns, name, call] as const),
  )

  it.each(calls)('(%s) carries out %s', async (returns, _, call) => {
    const { cos, clock } = setUp({ returns })
    await clock.run(call(cos))
  })

  it.each(calls)(
    '(%s) fails %s with what the platform said, and leaves no rejection unhandled',
    async (returns, _, call) => {
      const { cos, clock } = setUp({ returns, domains: { request: [], downloadFile: [] } })
      expect(await clock.run(errorOf(call(cos)))).toMatchObject({ code: 'DomainNotAllowed' })
      // jest fails a test in whose turn a rejection goes unhandled.
      await clock.runUntilIdle()
    },
  )

  it('from its file functions alone uploads and downloads', async () => {
    const { cos, clock, wx } = setUp()
    const manager = wx.getFileSystemManager()
    for (const [name, original] of Object.entries(manager)) {
      const promised = (options: object) =>
        new Promise((success, fail) => void Reflect.apply(original, manager, [{ ...options, success, fail }]))
      Object.assign(manager, { [name]: promised })
    }
    for (const [, call] of transfers) await clock.run(call(cos))
  })
})

describe('a platform whose tasks', () => {
  it.each<TaskFunctions>(['abort', 'none'])(
    'can do no more than this downloads and uploads all the same: %s',
    async (tasks) => {
      for (const returns of ['task', 'taskAndPromise'] as const) {
        const { cos, clock, wx } = setUp({ tasks, returns })
        for (const [, call] of transfers) await clock.run(call(cos))
        expect(wx.phone.requests).toHaveLength(2)
      }
    },
  )

  it('are not there downloads and uploads all the same', async () => {
    const { cos, clock, wx } = setUp()
    replace(wx, (original) => (options) => void original(options))
    for (const [, call] of transfers) await clock.run(call(cos))
    expect(wx.phone.requests).toHaveLength(2)
  })
})

describe("a fault that is not the network's", () => {
  const thrower = () => {
    throw new TypeError('x is not a function')
  }

  it.each([...small, ...transfers])('is told at once where the platform throws in %s', async (_, call) => {
    const { cos, clock } = setUp({ functions: { request: thrower, downloadFile: thrower } })
    expect(await clock.run(errorOf(call(cos)), { within: 1 })).toMatchObject({
      code: 'Unsupported',
      retryable: false,
      message: expect.stringContaining('x is not a function'),
    })
  })

  it('is not tried again where a listener throws', async () => {
    const { environment, clock, wx } = setUp()
    for (const listeners of [{ onHeaders: thrower }, { onProgress: thrower }]) {
      expect(await clock.run(errorOf(downloadToFile(environment, { url }, listeners)))).toMatchObject({
        name: 'CosError',
        retryable: false,
        message: expect.stringContaining('x is not a function'),
      })
    }
    await clock.runUntilIdle()
    expect(wx.phone.files.list()).toMatchObject([{ path: FilePath }])
  })

  it('is told where a function of the platform is missing', async () => {
    const { cos, clock } = setUp({
      functions: { request: undefined },
      files: { getFileInfo: undefined, stat: undefined },
    })
    expect(await clock.run(errorOf(cos.headObject({ Key })))).toMatchObject({ code: 'Unsupported', retryable: false })
    expect(await clock.run(errorOf(cos.uploadFile({ Key, FilePath })))).toMatchObject({
      code: 'Unsupported',
      retryable: false,
    })
  })
})

describe('an answer', () => {
  const answering =
    (result: object) =>
    ({ success }: { success: (result: object) => void }) =>
      success(result)

  it.each(['200', 200])('may have its status as text or number: %p', async (statusCode) => {
    const request = answering({ statusCode, header: { 'Content-Length ': '7' }, data: '' })
    const { cos, clock } = setUp({ functions: { request } })
    expect(await clock.run(cos.headObject({ Key }))).toMatchObject({ Size: 7 })
  })

  it('of a backend may have its status as text, and 401 still asks for a login', async () => {
    const asked: boolean[] = []
    const headers = (isRefused: boolean) => {
      asked.push(isRefused)
      return {}
    }
    const request = answering({ statusCode: '401', header: {}, data: {} })
    const { cos, clock } = setUp({ functions: { request }, client: { credentials: { url, headers } } })
    expect(await clock.run(errorOf(cos.presign({ Key })))).toMatchObject({ statusCode: 401, hint: 'Log in again.' })
    expect(asked).toEqual([false, true])
  })

  it.each([undefined, {}, { statusCode: 0 }, { statusCode: '' }])('without a status is none: %p', async (result) => {
    const { cos, clock } = setUp({ functions: { request: answering(Object(result)) } })
    expect(await clock.run(errorOf(cos.headObject({ Key })))).toMatchObject({ code: 'Network', retryable: true })
  })

  it('of a download without a file, or without a status, is none, and leaves no file', async () => {
    for (const result of [{ statusCode: 200 }, { tempFilePath: FilePath }]) {
      const { environment, clock, wx } = setUp({ functions: { downloadFile: answering(result) } })
      const error = await clock.run(errorOf(downloadToFile(environment, { url })))
      expect(error).toMatchObject({ code: 'Network', retryable: true })
      await clock.runUntilIdle()
      expect(wx.phone.files.has(FilePath)).toBe(!('tempFilePath' in result))
    }
  })
})
