import { type TransferState, type TransferTask } from 'cos-miniprogram'
import { expiredToken, type Fault, faultPlan, generatedFile, together } from '../../wx'
import { Bucket } from './server'
import { createWorld, failureOf, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(6 * MiB)
/** Each request takes a second. */
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }

function setUp(options: WorldOptions = {}) {
  const world = createWorld({ files: { [FilePath]: file }, faults: slow, ...options })
  const upload = () => world.cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: 1 })
  const parts = () => world.wx.phone.requests.filter(({ url }) => /partNumber/.test(url))
  const isStored = async () => (await world.server.object(Key))?.equals(file.bytes(0, file.size)) === true
  return { ...world, upload, parts, isStored }
}

function statesOf(task: TransferTask<unknown>): TransferState[] {
  const states = [task.state]
  task.onStateChange((state) => states.push(state))
  return states
}

describe('a task', () => {
  it('waits, runs and is done', async () => {
    const { clock, upload } = setUp()
    const task = upload()
    const states = statesOf(task)
    await clock.run(task)
    expect(states).toEqual(['waiting', 'running', 'done'])
    expect(task.pauseReason).toBeUndefined()
  })

  it('does what was asked for, whatever becomes of the parameters afterwards', async () => {
    const { clock, cos, server } = setUp()
    const params = { Key: 'a.txt', Body: 'hello', Metadata: { by: 'cat' } }
    const upload = cos.uploadFile(params)
    Object.assign(params, { Key: 'b.txt', Body: 'changed', Metadata: { by: 'dog' } })
    expect(await clock.run(upload)).toMatchObject({ Key: 'a.txt' })
    expect((await server.object('a.txt'))?.toString()).toBe('hello')
    expect((await server.headers('a.txt'))['x-cos-meta-by']).toBe('cat')
    params.Key = 'a.txt'
    const download = cos.downloadFile(params)
    params.Key = 'b.txt'
    expect(await clock.run(download)).toMatchObject({ Size: 5 })
  })

  it('tells its listeners no more when they stop listening', async () => {
    const { clock, upload } = setUp()
    const task = upload()
    const heard: unknown[] = []
    task.onProgress((progress) => heard.push(progress))()
    task.onStateChange((state) => heard.push(state))()
    await clock.run(task)
    expect(heard).toEqual([])
  })

  it('is done when all has arrived: a listener that aborts it then is too late', async () => {
    const { clock, upload, isStored } = setUp()
    const task = upload()
    task.onProgress(({ percent }) => {
      if (percent === 1) task.abort()
    })
    await clock.run(task)
    expect(task.state).toBe('done')
    expect(await isStored()).toBe(true)
  })

  it('is not disturbed by a listener that throws', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { clock, upload, isStored } = setUp()
    const task = upload()
    task.onProgress(() => {
      throw new Error('a bug in a page')
    })
    await clock.run(task)
    expect(await isStored()).toBe(true)
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('a bug in a page'))
    warn.mockRestore()
  })

  it.each(['the first listener', 'the second listener'])(
    'that %s pauses tells all of them the same states, in the same order',
    async (who) => {
      const { clock, upload } = setUp()
      const task = upload()
      const heard: TransferState[][] = [[], []]
      const pauseAt = who === 'the first listener' ? 0 : 1
      for (const [index, states] of heard.entries()) {
        task.onStateChange((state) => {
          states.push(state)
          if (index === pauseAt && state === 'running') task.pause()
        })
      }
      await clock.advance(1000)
      expect(heard).toEqual([
        ['running', 'paused'],
        ['running', 'paused'],
      ])
      task.abort()
      await failureOf(task)
    },
  )

  it('tells the speed of the last seconds', async () => {
    const { clock, upload } = setUp()
    const task = upload()
    const speeds: number[] = []
    task.onProgress(({ speed }) => speeds.push(speed))
    await clock.run(task)
    expect(speeds.at(-1)).toBeGreaterThan(0.6 * MiB)
    expect(speeds.at(-1)).toBeLessThanOrEqual(MiB)
  })

  it('that fails is no unhandled rejection for who only listens to its states', async () => {
    const unhandled = jest.fn()
    process.on('unhandledRejection', unhandled)
    const { clock, cos } = setUp()
    const states = statesOf(cos.uploadFile({ Key, FilePath: 'wxfile://gone' }))
    await clock.runUntilIdle()
    await new Promise(setImmediate)
    process.off('unhandledRejection', unhandled)
    expect(states.at(-1)).toBe('failed')
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('that is retried before it has ended just goes on', async () => {
    const { clock, upload, parts } = setUp()
    const task = upload()
    await clock.advance(3500)
    expect(task.retry()).toBe(task)
    await clock.run(task)
    expect(parts()).toHaveLength(6)
  })
})

describe('a pause', () => {
  it('stops the traffic, until the caller resumes it; what has arrived is not sent again', async () => {
    const { clock, upload, parts, isStored } = setUp()
    const task = upload()
    await clock.advance(3500)
    task.pause()
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'caller' })
    const before = parts().length
    await clock.advance(3_600_000)
    expect(parts()).toHaveLength(before)
    task.resume()
    expect(task.state).not.toBe('paused')
    await clock.run(task)
    expect(await isStored()).toBe(true)
    // The one that was under way is sent once more.
    expect(parts()).toHaveLength(6 + 1)
  })

  it('that comes with the same breath as a resumption holds', async () => {
    const { clock, upload, wx } = setUp()
    const task = upload()
    await clock.advance(3500)
    task.pause()
    await clock.advance(5000)
    const before = wx.phone.requests.length
    task.resume()
    task.pause()
    await clock.advance(60_000)
    expect(wx.phone.requests).toHaveLength(before)
  })

  it('stops a request that waits for its credentials, too, though it is resumed before they come', async () => {
    const { clock, cos, wx } = setUp({ credentialsTake: 3000 })
    const task = cos.uploadFile({ Key: 'a.txt', Body: 'hello' })
    await clock.advance(1000)
    task.pause()
    await clock.advance(1000)
    task.resume()
    await clock.run(task)
    expect(wx.phone.requests.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })

  it('while the upload in parts waits for its key lets the next run begin it', async () => {
    const { clock, upload, server, isStored, wx } = setUp({ credentialsTake: 3000 })
    const task = upload()
    await clock.advance(1000)
    task.pause()
    await clock.advance(1000)
    task.resume()
    await clock.run(task)
    expect(await isStored()).toBe(true)
    expect(wx.phone.requests.filter(({ url }) => /[?&]uploads=/.test(url))).toHaveLength(1)
    expect(await server.uploads()).toEqual([])
  })

  it('while the upload begins loses nothing, though the beginning is refused for its key', async () => {
    const faults = together(faultPlan({ url: /[?&]uploads=/, faults: [expiredToken] }), slow)
    const { clock, upload, server, isStored } = setUp({ faults })
    const task = upload()
    await clock.advance(500)
    task.pause()
    task.resume()
    await clock.run(task)
    expect(await isStored()).toBe(true)
    expect(await server.uploads()).toEqual([])
  })

  it('while the upload begins loses nothing', async () => {
    const { clock, upload, server, isStored } = setUp()
    const task = upload()
    await clock.advance(500)
    task.pause()
    await clock.advance(1000)
    expect(await server.uploads()).toHaveLength(1)
    task.resume()
    await clock.run(task)
    expect(await isStored()).toBe(true)
    expect(await server.uploads()).toEqual([])
  })

  it('comes by itself while the app is hidden, ends by itself, and uses up no retry', async () => {
    const faults = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 10_000 }] }
    const { clock, upload, wx, isStored } = setUp({ faults })
    const task = upload()
    const states = statesOf(task)
    for (let times = 0; times < 20; times++) {
      await clock.advance(1000)
      wx.phone.hide()
      expect(task).toMatchObject({ state: 'paused', pauseReason: 'hidden' })
      await clock.advance(60_000)
      wx.phone.show()
    }
    await clock.run(task)
    expect(states.slice(0, 4)).toEqual(['waiting', 'running', 'paused', 'running'])
    expect(wx.phone.requests.filter(({ failure }) => failure === 'request:fail interrupted')).toHaveLength(20)
    expect(await isStored()).toBe(true)
  })

  it('lets what is in flight arrive when the app is hidden for a moment', async () => {
    const { clock, upload, wx, parts } = setUp()
    const task = upload()
    await clock.advance(2500)
    wx.phone.hide()
    await clock.advance(2000)
    expect(parts()).toHaveLength(2)
    wx.phone.show()
    await clock.run(task)
    expect(parts()).toHaveLength(6)
  })

  it('comes by itself while there is no network, and uses up no retry', async () => {
    const { clock, upload, wx, isStored } = setUp()
    const task = upload()
    for (let times = 0; times < 20; times++) {
      await clock.advance(300)
      wx.phone.offline()
      expect(task).toMatchObject({ state: 'paused', pauseReason: 'offline' })
      await clock.advance(60_000)
      wx.phone.online()
    }
    await clock.run(task)
    expect(await isStored()).toBe(true)
  })

  it('is there from the start where the phone is offline', async () => {
    const { clock, upload, wx, isStored } = setUp()
    wx.phone.offline()
    const task = upload()
    await clock.advance(1000)
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'offline' })
    wx.phone.online()
    await clock.run(task)
    expect(await isStored()).toBe(true)
  })
})

describe('abort', () => {
  it('rejects at once and leaves nothing on COS', async () => {
    const { clock, upload, server, wx } = setUp()
    const task = upload()
    await clock.advance(2500)
    expect(await server.uploads()).toHaveLength(1)
    task.abort()
    expect(task.state).toBe('aborted')
    await expect(task).rejects.toMatchObject({ code: 'Aborted' })
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
    expect(await server.object(Key)).toBeUndefined()
    expect(wx.getStorageSync('cos-miniprogram/uploads')).toEqual([])
  })

  it('leaves nothing where the upload had just begun', async () => {
    const { clock, upload, server } = setUp()
    const task = upload()
    await clock.advance(500)
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
    expect(await failureOf(task)).toMatchObject({ code: 'Aborted' })
  })

  it('of a paused task leaves nothing either', async () => {
    const { clock, upload, server } = setUp()
    const task = upload()
    await clock.advance(2500)
    task.pause()
    await clock.advance(5000)
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })

  it('cleans up in a bucket that is not the one of the client, too', async () => {
    const { clock, cos, server } = setUp({ client: { Bucket: 'other-1250000000' } })
    const task = cos.uploadFile({ Bucket, Key, FilePath, partSize: MiB })
    await clock.advance(2500)
    expect(await server.uploads()).toHaveLength(1)
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })

  it('cleans up when the network is back', async () => {
    const { clock, upload, server, wx } = setUp()
    const task = upload()
    await clock.advance(2500)
    wx.phone.offline()
    task.abort()
    await clock.advance(600_000)
    expect(await server.uploads()).toHaveLength(1)
    wx.phone.online()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })

  it('leaves nothing where the storage is full, either', async () => {
    const { clock, upload, server, wx } = setUp()
    wx.setStorageSync = () => {
      throw new Error('setStorageSync:fail exceed storage max size')
    }
    const task = upload()
    await clock.advance(2500)
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })

  it('cleans up at the next start where the app was closed', async () => {
    const world = setUp()
    const task = world.upload()
    await world.clock.advance(2500)
    world.wx.phone.offline()
    task.abort()
    const next = world.restart()
    next.wx.phone.online()
    await world.clock.run(next.cos.listObjects({ Prefix: 'u/1/' }))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
  })

  it('of a failed task cleans up what was kept for a retry', async () => {
    const { clock, upload, server, wx } = setUp()
    const task = upload()
    await clock.advance(2500)
    wx.phone.files.remove(FilePath)
    expect(await clock.run(failureOf(task))).toMatchObject({ code: 'File' })
    expect(await server.uploads()).toHaveLength(1)
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })
})

describe('abort of a task that is done', () => {
  it('leaves alone what was kept of another one for the same file', async () => {
    const { clock, upload, server, wx } = setUp()
    const done = upload()
    await clock.run(done)
    const failed = upload()
    await clock.advance(2500)
    wx.phone.files.remove(FilePath)
    await clock.run(failureOf(failed))
    done.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toHaveLength(1)
  })
})

describe('abort of a failed task', () => {
  it('leaves alone what another task goes on with', async () => {
    const { clock, upload, wx, parts, isStored } = setUp()
    const task = upload()
    await clock.advance(3500)
    wx.phone.files.remove(FilePath)
    await clock.run(failureOf(task))
    wx.phone.files.put(FilePath, file)
    const other = upload()
    await clock.advance(2500)
    task.abort()
    await clock.run(other)
    expect(await isStored()).toBe(true)
    expect(parts()).toHaveLength(6)
  })
})

describe('a failed upload from memory, which cannot be told from another', () => {
  const fails = async () => {
    const refused: Fault = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied' }
    const world = setUp({ faults: faultPlan({ url: /partNumber=4/, faults: [refused] }) })
    const Body = new ArrayBuffer(6 * MiB)
    const task = world.cos.uploadFile({ Key, Body, partSize: MiB, partConcurrency: 1 })
    expect(await world.clock.run(failureOf(task))).toMatchObject({ code: 'AccessDenied' })
    return { ...world, task }
  }

  it('leaves nothing on COS when it is aborted', async () => {
    const { clock, task, server } = await fails()
    task.abort()
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
  })

  it('goes on where it has stopped when it is retried', async () => {
    const { clock, task, parts, server } = await fails()
    await clock.run(task.retry())
    expect(parts()).toHaveLength(6 + 1)
    expect(await server.uploads()).toEqual([])
  })
})

describe('retry', () => {
  it('is a new task that goes on where the failed one has stopped', async () => {
    const { clock, upload, parts, wx, isStored } = setUp()
    const task = upload()
    await clock.advance(3500)
    wx.phone.files.remove(FilePath)
    expect(await clock.run(failureOf(task))).toMatchObject({ code: 'File' })
    expect(task.state).toBe('failed')
    wx.phone.files.put(FilePath, file)
    const next = task.retry()
    expect(next).not.toBe(task)
    await clock.run(next)
    expect(await isStored()).toBe(true)
    expect(parts()).toHaveLength(6)
  })

  it('of the same task twice is one task, which the failed one no longer aborts', async () => {
    const { clock, upload, wx, isStored } = setUp()
    const task = upload()
    await clock.advance(3500)
    wx.phone.files.remove(FilePath)
    await clock.run(failureOf(task))
    wx.phone.files.put(FilePath, file)
    const next = task.retry()
    expect(task.retry()).toBe(next)
    await clock.advance(1500)
    task.abort()
    await clock.run(next)
    expect(await isStored()).toBe(true)
    expect(task.retry()).not.toBe(next)
  })

  it('after an abort starts from the beginning', async () => {
    const { clock, upload, server, isStored } = setUp()
    const task = upload()
    await clock.advance(2500)
    task.abort()
    await clock.run(task.retry())
    await clock.runUntilIdle()
    expect(await isStored()).toBe(true)
    expect(await server.uploads()).toEqual([])
  })

  it('of a file that has changed starts from the beginning', async () => {
    const { clock, upload, server, wx } = setUp()
    const task = upload()
    await clock.advance(3500)
    wx.phone.files.remove(FilePath)
    await clock.run(failureOf(task))
    const other = generatedFile(file.size, 2)
    wx.phone.files.put(FilePath, other)
    await clock.run(task.retry())
    await clock.runUntilIdle()
    expect((await server.object(Key))?.equals(other.bytes(0, other.size))).toBe(true)
    expect(await server.uploads()).toEqual([])
  })
})
