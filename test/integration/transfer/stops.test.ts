import { COS, type Platform } from 'cos-miniprogram'
import { type Fault, generatedFile, internalError, type OutgoingRequest } from '../../wx'
import { Bucket, key, Region } from './server'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(6 * MiB)
/** Each request takes a second. */
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }
/** Beginning an upload in parts gets no answer for as long as the platform waits. */
const silentBeginning = (isSilent: () => boolean) => ({
  next: ({ url }: OutgoingRequest): Fault[] => (isSilent() && /[?&]uploads=/.test(url) ? [{ kind: 'silence' }] : []),
})

function setUp(options: WorldOptions = {}): World {
  return createWorld({ files: { [FilePath]: file }, faults: slow, ...options })
}

/** A client on a platform that differs in some functions from the world's. */
function clientOn({ wx, clock }: World, functions: Partial<Platform>): COS {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  return new COS({ Bucket, Region, wx: { ...wx, ...functions }, now: clock.now, timers: wx.phone.timers, ...key })
}

afterEach(() => jest.restoreAllMocks())

const shortOf = ({ method, url }: OutgoingRequest) => {
  const step = /partNumber=\d+/.exec(url)?.[0] ?? (/[?&]uploads=/.test(url) ? 'begin' : '')
  return `${method} ${step}`.trim()
}

describe('after an abort', () => {
  it('nothing leaves but the clean-up, though the last request was waiting for its key', async () => {
    let milliseconds = 0
    const { clock, cos, server, wx } = setUp({ credentialsTake: () => milliseconds, life: 12 })
    await server.put(Key, 'what was there before')
    const task = cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: 1 })
    const hasSent = (part: number) => wx.phone.requests.some(({ url }) => url.includes(`partNumber=${part}`))
    while (!hasSent(4)) await clock.advance(100)
    // From now on the backend is slow, and the key nears its end.
    milliseconds = 5000
    while (!hasSent(6)) await clock.advance(100)
    await clock.advance(1500)
    const before = wx.phone.requests.length
    task.abort()
    await failureOf(task)
    await clock.runUntilIdle()
    expect(wx.phone.requests.slice(before).map(shortOf)).toEqual(['DELETE'])
    expect((await server.object(Key))?.toString()).toBe('what was there before')
  })

  it.each([1, 2, 3, 4])('nothing leaves but the clean-up, whatever it was waiting for: try %i', async (seed) => {
    const world = setUp({ seed, credentialsTake: 700, life: 10, measureMemory: false })
    const { clock, cos, wx } = world
    for (let wait = 130 * seed; wait < 10_000; wait += 970) {
      const task = cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: seed })
      await clock.advance(wait)
      task.abort()
      await task.catch(() => undefined)
      const before = wx.phone.requests.length
      await clock.runUntilIdle()
      const left = wx.phone.requests.slice(before).map(shortOf)
      expect(left.filter((step) => step !== 'DELETE')).toEqual([])
    }
  })

  it.each(['waits for its next try', 'waits for the network', 'is under way', 'has just begun'])(
    'no timer is left of a task that %s',
    async (what) => {
      const world = setUp({ faults: { next: () => [what === 'is under way' ? { kind: 'silence' } : internalError] } })
      const { clock, cos, wx } = world
      const task = cos.uploadFile({ Key: 'a', Body: 'x' })
      await clock.advance(what === 'has just begun' ? 0 : 30_000)
      if (what === 'waits for the network') wx.phone.offline()
      await clock.advance(1)
      task.abort()
      await failureOf(task)
      await clock.advance(0)
      expect(clock.pendingTimers()).toBe(0)
    },
  )
})

describe('a stopped run', () => {
  it.each(['aborted', 'paused'])(
    'gives its place back at once: six uploads %s while their beginning hangs hold nobody up',
    async (how) => {
      let isSilent = true
      const world = setUp({ faults: silentBeginning(() => isSilent) })
      const { clock, cos } = world
      const tasks = Array.from({ length: 6 }, (_, index) => cos.uploadFile({ Key: `k${index}`, FilePath }))
      await clock.advance(1000)
      for (const task of tasks) {
        if (how === 'aborted') task.abort()
        else task.pause()
      }
      isSilent = false
      const since = clock.now()
      await clock.run(cos.uploadFile({ Key: 'small', Body: 'x' }))
      expect(clock.now() - since).toBeLessThan(1000)
      for (const task of tasks) task.abort()
    },
  )

  it.each(['aborted', 'paused'])(
    'gives its place back though the platform never says that it has ended: %s',
    async (how) => {
      const world = setUp({ faults: undefined })
      const { clock, server, wx } = world
      await server.put('a', 'hello')
      let isDeaf = true
      const deaf = { abort: () => undefined, onProgressUpdate: () => undefined }
      const cos = clientOn(world, { downloadFile: (options) => (isDeaf ? deaf : wx.downloadFile(options)) })
      const tasks = Array.from({ length: 6 }, () => cos.downloadFile({ Key: 'a' }))
      await clock.advance(10)
      for (const task of tasks) {
        if (how === 'aborted') task.abort()
        else task.pause()
      }
      isDeaf = false
      const others = Promise.all([cos.downloadFile({ Key: 'a' }), cos.uploadFile({ Key: 'b', Body: 'x' })])
      await clock.run(others, { within: 1000 })
      for (const task of tasks) task.abort()
    },
  )

  it('gets no file: what comes late is deleted', async () => {
    const world = setUp({ faults: undefined, files: {} })
    const { clock, server, wx } = world
    await server.put('a', 'hello')
    const cos = clientOn(world, {
      // It does not hear of the abort, and brings the file all the same.
      downloadFile: (options) => ({ ...wx.downloadFile(options), abort: () => undefined }),
    })
    const task = cos.downloadFile({ Key: 'a' })
    await new Promise(setImmediate)
    task.abort()
    await failureOf(task)
    await clock.runUntilIdle()
    expect(wx.phone.requests.at(-1)?.statusCode).toBe(200)
    expect(wx.phone.files.list()).toEqual([])
  })

  it('lets the next one go on with the upload that it was beginning', async () => {
    const { clock, cos, server, wx } = setUp()
    const task = cos.uploadFile({ Key, FilePath, partSize: MiB })
    await clock.advance(500)
    task.pause()
    task.resume()
    await clock.run(task)
    expect(wx.phone.requests.map(shortOf).filter((step) => step === 'POST begin')).toHaveLength(1)
    expect(await server.uploads()).toEqual([])
  })
})

describe('a platform that calls nothing back', () => {
  it.each(['uploadFile', 'downloadFile'] as const)('ends %s within six minutes, with Timeout', async (call) => {
    const world = setUp({ faults: undefined })
    const silent = { abort: () => undefined, onProgressUpdate: () => undefined, onHeadersReceived: () => undefined }
    const cos = clientOn(world, { request: () => silent, downloadFile: () => silent })
    const task = call === 'uploadFile' ? cos.uploadFile({ Key: 'a', Body: 'x' }) : cos.downloadFile({ Key: 'a' })
    expect(await world.clock.run(failureOf(task), { within: 360_000 })).toMatchObject({ code: 'Timeout' })
    expect(world.clock.pendingTimers()).toBe(0)
  })
})
