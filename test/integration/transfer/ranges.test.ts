import type { DownloadParams } from 'cos-miniprogram'
import { type Fault, faultPlan, generatedFile, slowDown, together } from '../../wx'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const KiB = 1024
const file = generatedFile(6 * MiB + 17)
const NAME = 'cos-miniprogram/downloads'
const headers = { 'content-type': 'video/mp4' }

/** A line on which one request cannot bring the file within a minute. */
const slow: WorldOptions = { bytesPerSecond: 50 * KiB, measureMemory: false }

async function setUp(options: WorldOptions = slow, content = file): Promise<World> {
  const world = createWorld(options)
  await world.server.put(Key, content.bytes(0, content.size), headers)
  return world
}

function download({ cos }: World, more: Partial<DownloadParams> = {}) {
  return cos.downloadFile({ Key, ...more })
}

function bytesOf({ wx }: World, path: string): Buffer {
  const { content } = wx.phone.files.get(path)
  return Buffer.from(content.bytes(0, content.size))
}

const paths = ({ wx }: World) => wx.phone.files.list().map(({ path }) => path)
const records = ({ wx }: World) => (wx.getStorageSync(NAME) || []) as Record<string, unknown>[]
const arrivedIn = (world: World) => Array.from(Object(records(world)[0]).arrived as number[]).length
const ranges = ({ wx }: World) => wx.phone.requests.filter(({ api, method }) => api === 'request' && method === 'GET')
const isWhole = (world: World, path: string, content = file) =>
  bytesOf(world, path).equals(Buffer.from(content.bytes(0, content.size)))

describe('a download that one request does not bring within a minute', () => {
  it('arrives in ranges, byte for byte, in one temporary file with the extension of its content', async () => {
    const world = await setUp()
    const result = await world.clock.run(download(world))
    expect(result).toEqual({
      FilePath: expect.stringMatching(/^wxfile:\/\/usr\/.*\.mp4$/),
      Size: file.size,
      ContentType: 'video/mp4',
      RequestId: expect.stringMatching(/./),
    })
    expect(isWhole(world, result.FilePath)).toBe(true)
    expect(paths(world)).toEqual([result.FilePath])
    expect(records(world)).toEqual([])
    expect(world.wx.phone.openDescriptors()).toEqual([])
  })

  it('is temporary: it is gone after the next start', async () => {
    const world = await setUp()
    await world.clock.run(download(world))
    const next = world.restart()
    await next.clock.run(next.cos.headObject({ Key }))
    expect(paths(next)).toEqual([])
  })

  it('lies where the caller wants it, in the place of what was there', async () => {
    const FilePath = 'wxfile://usr/mine.mp4'
    const world = await setUp({ ...slow, files: { [FilePath]: 'an older one' } })
    expect(await world.clock.run(download(world, { FilePath }))).toMatchObject({ FilePath })
    expect(isWhole(world, FilePath)).toBe(true)
    expect(paths(world)).toEqual([FilePath])
  })

  it('lies there also where the platform moves no file', async () => {
    const FilePath = 'wxfile://usr/mine.mp4'
    const world = await setUp()
    Reflect.deleteProperty(world.wx.getFileSystemManager(), 'rename')
    await world.clock.run(download(world, { FilePath }))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(paths(world)).toEqual([FilePath])
  })

  it('tells what has been written, never less than before, and all of it once', async () => {
    const world = await setUp()
    const loaded: number[] = []
    await world.clock.run(download(world, { onProgress: (progress) => loaded.push(progress.loaded) }))
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b))
    expect(loaded.filter((each) => each === file.size)).toHaveLength(1)
    expect(loaded.length).toBeGreaterThan(10)
  })

  it('holds a few ranges in memory, and no more', async () => {
    const world = await setUp({ bytesPerSecond: 80 * KiB }, generatedFile(20 * MiB))
    await world.clock.run(download(world, { rangeSize: 512 * KiB, rangeConcurrency: 2 }))
    expect(world.wx.phone.memory.peak).toBeLessThanOrEqual(3 * 512 * KiB + MiB)
  })

  it('comes in ranges of the size, and as many at a time, as the caller says', async () => {
    const world = await setUp({ bytesPerSecond: 100 * KiB }, generatedFile(8 * MiB))
    await world.clock.run(download(world, { rangeSize: 1.5 * MiB, rangeConcurrency: 1 }))
    const times = ranges(world)
      .slice(1)
      .map(({ startedAt }) => startedAt)
    expect(times).toHaveLength(6)
    const waits = times.slice(1).map((at, index) => at - Number(times[index]))
    expect(Math.min(...waits)).toBeGreaterThan(2000)
  })

  it.each<Partial<DownloadParams>>([
    { rangeSize: 256 * KiB - 1 },
    { rangeSize: 0.5 * MiB + 0.5 },
    { rangeSize: 101 * MiB },
    { rangeConcurrency: 0 },
  ])('refuses %j', async (more) => {
    const world = await setUp()
    expect(() => download(world, more)).toThrow(/range(Size|Concurrency) must be a whole number/)
  })

  it('signs the range and the version that it asks for', async () => {
    const world = await setUp()
    await world.clock.run(download(world))
    const signed = ranges(world).map(({ url }) => /q-header-list=([^&]*)/.exec(url)?.[1])
    expect(new Set(signed.slice(1))).toEqual(new Set(['host%3Bif-match%3Brange']))
    expect(signed[0]).toBe('host%3Brange')
  })

  it('outlives its credentials and its URLs', async () => {
    const world = await setUp({ ...slow, life: 40 })
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(world.asked.count).toBeGreaterThan(2)
  })

  it('takes a name for saving with it', async () => {
    const world = await setUp()
    const { FilePath } = await world.clock.run(download(world, { downloadName: '视频.mp4' }))
    expect(isWhole(world, FilePath)).toBe(true)
  })
})

describe('a download whose request breaks', () => {
  const broken = (...faults: Fault[]) => faultPlan({ api: 'downloadFile', faults })

  it.each<[string, Fault]>([
    ['is cut off', { kind: 'cutAnswer', bytes: 3 * MiB }],
    ['runs out of time', { kind: 'bandwidth', bytesPerSecond: 115_000 }],
  ])('goes on in ranges where it %s', async (_how, fault) => {
    const world = await setUp({ faults: broken(fault) })
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(ranges(world).length).toBeGreaterThan(1)
  })

  it('is simply asked for again where it is small', async () => {
    const small = generatedFile(300 * KiB)
    const world = await setUp({ faults: broken({ kind: 'cutAnswer', bytes: 1000 }) }, small)
    await world.clock.run(download(world))
    expect(ranges(world)).toEqual([])
  })

  it('goes on in ranges where it breaks again, and nobody knows how large it is', async () => {
    const faults = faultPlan({ api: 'downloadFile', times: 2, faults: [{ kind: 'silence' }] })
    const world = await setUp({ faults })
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(ranges(world).length).toBeGreaterThan(1)
  })

  it('is one request again where the object turns out to be empty', async () => {
    const faults = faultPlan({ api: 'downloadFile', times: 2, faults: [{ kind: 'silence' }] })
    const world = await setUp({ faults }, generatedFile(0))
    expect(await world.clock.run(download(world))).toMatchObject({ Size: 0 })
  })

  it('goes on in ranges where it was paused', async () => {
    const world = await setUp({ faults: broken({ kind: 'bandwidth', bytesPerSecond: 500_000 }) })
    const task = download(world)
    await world.clock.advance(3000)
    task.pause()
    await world.clock.advance(1000)
    task.resume()
    const { FilePath } = await world.clock.run(task)
    expect(isWhole(world, FilePath)).toBe(true)
    expect(world.wx.phone.requests.filter(({ api }) => api === 'downloadFile')).toHaveLength(1)
  })
})

describe('a range that goes wrong', () => {
  const rangeFault = (after: number, ...faults: Fault[]) => ({
    ...slow,
    faults: faultPlan({ api: 'request', method: 'GET', after, faults }),
  })

  it.each<[string, Fault]>([
    ['is cut off', { kind: 'cutAnswer', bytes: 1000 }],
    ['is truncated', { kind: 'truncateAnswer', bytes: 1000 }],
    ['gets no answer', { kind: 'silence' }],
    ['is refused for a while', slowDown],
  ])('is fetched again where it %s', async (_how, fault) => {
    const world = await setUp(rangeFault(3, fault))
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
  })

  it('was changed on its way: all of it is fetched anew', async () => {
    const world = await setUp(rangeFault(3, { kind: 'corruptAnswer', byte: 1000 }))
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(paths(world)).toEqual([FilePath])
  })

  it('was changed each time: the download fails, and leaves nothing', async () => {
    const world = await setUp({
      ...slow,
      faults: faultPlan({ api: 'request', after: 3, times: Infinity, faults: [{ kind: 'corruptAnswer', byte: 1000 }] }),
    })
    const failure = await world.clock.run(failureOf(download(world)))
    expect(failure).toMatchObject({ code: 'Integrity' })
    await world.clock.runUntilIdle()
    expect(paths(world)).toEqual([])
  })

  it('is brought by several requests where the line has become slow', async () => {
    let bytesPerSecond = 200 * KiB
    const world = await setUp(
      { faults: { next: () => [{ kind: 'bandwidth', bytesPerSecond }] } },
      generatedFile(24 * MiB),
    )
    const task = download(world, { rangeSize: 4 * MiB, rangeConcurrency: 1 })
    await world.clock.advance(40_000)
    bytesPerSecond = 20 * KiB
    const { FilePath } = await world.clock.run(task)
    expect(isWhole(world, FilePath, generatedFile(24 * MiB))).toBe(true)
  })
})

describe('another version of the object', () => {
  const other = generatedFile(5 * MiB, 2)
  const replace = ({ server }: World, content = other) => server.put(Key, content.bytes(0, content.size), headers)

  it('on the way makes the download begin anew, once', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    await replace(world)
    const { FilePath } = await world.clock.run(task)
    expect(isWhole(world, FilePath, other)).toBe(true)
    expect(paths(world)).toEqual([FilePath])
  })

  it('and another after that ends it', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    await replace(world)
    await world.clock.advance(30_000)
    await replace(world, generatedFile(4 * MiB, 3))
    expect(await world.clock.run(failureOf(task))).toMatchObject({ statusCode: 412 })
    await world.clock.runUntilIdle()
    expect(paths(world)).toEqual([])
  })

  it('is what comes after a restart where it was replaced meanwhile', async () => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(60_000)
    await replace(world)
    const next = world.restart()
    const { FilePath } = await next.clock.run(download(next))
    expect(isWhole(next, FilePath, other)).toBe(true)
    expect(paths(next)).toEqual([FilePath])
  })

  it('that is none any more is NotFound, and leaves nothing', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    await world.cos.deleteObject({ Key })
    expect(await world.clock.run(failureOf(task))).toMatchObject({ code: 'NotFound' })
    await world.clock.runUntilIdle()
    expect(paths(world)).toEqual([])
  })
})

describe('a download in ranges, steered', () => {
  const count = (world: World) => ranges(world).length

  it('stops when it is paused, and goes on when it is resumed', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(80_000)
    task.pause()
    const before = count(world)
    const arrived = arrivedIn(world)
    expect(arrived).toBeGreaterThan(3)
    await world.clock.advance(60_000)
    expect(count(world)).toBe(before)
    task.resume()
    const { FilePath } = await world.clock.run(task)
    expect(isWhole(world, FilePath)).toBe(true)
    expect(count(world) - before).toBeLessThan(25 - arrived + 2)
  })

  it('goes on by itself when the app is shown again, and when the network is back', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    world.wx.phone.hide()
    await world.clock.advance(60_000)
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'hidden' })
    world.wx.phone.show()
    await world.clock.advance(20_000)
    world.wx.phone.offline()
    await world.clock.advance(20_000)
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'offline' })
    world.wx.phone.online()
    const { FilePath } = await world.clock.run(task)
    expect(isWhole(world, FilePath)).toBe(true)
  })

  it('leaves nothing when it is aborted', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    expect(paths(world)).toHaveLength(1)
    task.abort()
    expect(await failureOf(task)).toMatchObject({ code: 'Aborted' })
    await world.clock.runUntilIdle()
    expect(paths(world)).toEqual([])
    expect(records(world)).toEqual([])
  })

  it('leaves nothing when it is aborted in any moment', async () => {
    for (let after = 5900; after < 9000; after += 50) {
      const world = await setUp({
        ...slow,
        measureMemory: false,
        faults: { next: () => [{ kind: 'latency', milliseconds: 150 }] },
      })
      const task = download(world)
      await world.clock.advance(after)
      task.abort()
      await world.clock.run(failureOf(task))
      await world.clock.runUntilIdle()
      expect(paths(world)).toEqual([])
      expect(records(world)).toEqual([])
    }
  })

  it('goes on with what has come where it has failed and is retried', async () => {
    let isDown = false
    const world = await setUp({
      ...slow,
      faults: { next: () => (isDown ? [{ kind: 'unreachable' }] : []) },
    })
    const task = download(world)
    await world.clock.advance(80_000)
    isDown = true
    expect(await world.clock.run(failureOf(task))).toMatchObject({ code: 'Network' })
    const [record] = records(world)
    const arrived = arrivedIn(world)
    expect(paths(world)).toEqual([record?.path])
    isDown = false
    const before = count(world)
    const { FilePath } = await world.clock.run(task.retry())
    expect(isWhole(world, FilePath)).toBe(true)
    expect(FilePath).toBe(record?.path)
    expect(count(world) - before).toBeLessThan(25 - arrived + 2)
  })

  it('leaves nothing where it has failed, and is aborted then', async () => {
    let isDown = false
    const world = await setUp({ ...slow, faults: { next: () => (isDown ? [{ kind: 'unreachable' }] : []) } })
    const task = download(world)
    await world.clock.advance(80_000)
    isDown = true
    await world.clock.run(failureOf(task))
    task.abort()
    await world.clock.runUntilIdle()
    expect(paths(world)).toEqual([])
  })
})

describe('a download in ranges after a restart', () => {
  it('goes on with what has come', async () => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(80_000)
    const next = world.restart({ temporaryFiles: 'gone' })
    const arrived = arrivedIn(next)
    const before = ranges(next).length
    const { FilePath } = await next.clock.run(download(next))
    expect(isWhole(next, FilePath)).toBe(true)
    expect(paths(next)).toEqual([FilePath])
    expect(ranges(next).length - before).toBe(25 - arrived + 1)
    expect(next.wx.phone.requests.filter(({ api }) => api === 'downloadFile')).toHaveLength(1)
  })

  it('is not handed to who may not have the object', async () => {
    const world = await setUp({
      ...slow,
      grant: ({ Key: key, Actions }, person) => (person === 'ann' ? { resource: key, Actions } : undefined),
      person: () => who,
    })
    void download(world)
    await world.clock.advance(80_000)
    who = 'bob'
    const next = world.restart()
    expect(await next.clock.run(failureOf(download(next)))).toMatchObject({ code: 'CredentialsFailed' })
    who = 'ann'
  })

  it('begins anew where its file is gone, or is another', async () => {
    for (const damage of [
      (world: World, path: string) => world.wx.phone.files.remove(path),
      (world: World, path: string) => world.wx.phone.files.put(path, generatedFile(10)),
    ]) {
      const world = await setUp()
      void download(world)
      await world.clock.advance(80_000)
      const next = world.restart()
      damage(next, String(records(next)[0]?.path))
      const { FilePath } = await next.clock.run(download(next))
      expect(isWhole(next, FilePath)).toBe(true)
      expect(paths(next)).toEqual([FilePath])
    }
  })

  it('begins anew where a byte of its file is another', async () => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(80_000)
    const next = world.restart()
    const path = String(records(next)[0]?.path)
    const changed = bytesOf(next, path)
    changed[0] = (changed[0] ?? 0) ^ 1
    next.wx.phone.files.put(path, {
      size: changed.length,
      bytes: (start, length) => new Uint8Array(changed.subarray(start, start + length)),
    })
    const { FilePath } = await next.clock.run(download(next))
    expect(isWhole(next, FilePath)).toBe(true)
    expect(paths(next)).toEqual([FilePath])
  })

  it.each<[string, (record: Record<string, unknown>) => unknown]>([
    ['without ranges', (record) => delete record.arrived && record],
    ['with ranges of another form', (record) => ({ ...record, arrived: ['1'] })],
    ['of another version', ({ path }) => ({ path, key: 5 })],
    ['that is too old', (record) => ({ ...record, lastUsed: 5 })],
  ])('with a record %s begins anew, and its file is deleted', async (_what, damage) => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(80_000)
    const next = world.restart()
    next.wx.setStorageSync(NAME, records(next).map(damage))
    const { FilePath } = await next.clock.run(download(next))
    expect(isWhole(next, FilePath)).toBe(true)
    expect(paths(next)).toEqual([FilePath])
  })

  it('is deleted where nobody has gone on with it for a week', async () => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(80_000)
    const next = world.restart()
    await next.clock.advance(8 * 24 * 3600 * 1000)
    const last = next.restart()
    await last.clock.run(last.cos.headObject({ Key }))
    expect(paths(last)).toEqual([])
    expect(records(last)).toEqual([])
  })

  it('goes on for one of two who want the same, and the other has a file of its own', async () => {
    const world = await setUp()
    void download(world)
    await world.clock.advance(80_000)
    const next = world.restart()
    const tasks = [download(next), download(next)]
    const results = await next.clock.run(Promise.all(tasks))
    expect(new Set(results.map(({ FilePath }) => FilePath)).size).toBe(2)
    for (const { FilePath } of results) expect(isWhole(next, FilePath)).toBe(true)
  })
})

let who = 'ann'

describe('the room for a download in ranges', () => {
  const large = { kind: 'bandwidth', bytesPerSecond: 50 * KiB } as const

  it('is looked at before the first byte is written: StorageFull says how much there is', async () => {
    const files = { 'wxfile://usr/app': generatedFile(180 * MiB), 'wxfile://store_1': generatedFile(16 * MiB) }
    const world = await setUp({ ...slow, files })
    const failure = await world.clock.run(failureOf(download(world)))
    expect(failure).toMatchObject({ code: 'StorageFull', retryable: false })
    expect(failure.message).toContain(String(file.size))
    expect(failure.message).toContain(String(4 * MiB))
    expect(paths(world)).toEqual(Object.keys(files))
  })

  it('is taken at once, so that two do not fill it together', async () => {
    const world = await setUp({ ...slow, files: { 'wxfile://usr/app': generatedFile(190 * MiB) } })
    const tasks = [download(world), download(world)]
    const ends = await world.clock.run(Promise.allSettled(tasks))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'StorageFull' } })
  })

  it('is made by deleting what nobody goes on with, and the oldest temporary files', async () => {
    const world = await setUp({ ...slow, files: { 'wxfile://usr/app': generatedFile(185 * MiB) } })
    await world.server.put('second', file.bytes(0, file.size), headers)
    await world.server.put('third', file.bytes(0, file.size), headers)
    await world.clock.run(download(world))
    await world.clock.run(download(world, { Key: 'second' }))
    const { FilePath } = await world.clock.run(download(world, { Key: 'third' }))
    expect(paths(world)).toHaveLength(3)
    expect(isWhole(world, FilePath)).toBe(true)
  })

  it('is not needed where one request may bring it all the same', async () => {
    const files = { 'wxfile://usr/app': generatedFile(198 * MiB) }
    const faults = faultPlan({ api: 'downloadFile', faults: [{ kind: 'cutAnswer', bytes: 3 * MiB }] })
    const world = await setUp({ files, faults })
    const { FilePath } = await world.clock.run(download(world))
    expect(FilePath).toMatch(/^wxfile:\/\/tmp/)
    expect(isWhole(world, FilePath)).toBe(true)
  })

  it('is tried where the platform does not say how much there is', async () => {
    const world = await setUp({ ...slow, files: { 'wxfile://usr/app': generatedFile(198 * MiB) } })
    Reflect.deleteProperty(world.wx.getFileSystemManager(), 'stat')
    expect(await world.clock.run(failureOf(download(world)))).toMatchObject({ code: 'StorageFull' })
    expect(paths(world)).toEqual(['wxfile://usr/app'])
  })

  it('is given back where it runs out on the way', async () => {
    const world = await setUp()
    const task = download(world)
    await world.clock.advance(60_000)
    world.wx.phone.files.setFull(true)
    expect(await world.clock.run(failureOf(task))).toMatchObject({ code: 'StorageFull' })
    expect(paths(world)).toEqual([])
  })

  it('can never be for more than 200 MB: TooLarge says so', async () => {
    const world = createWorld({ limits: { downloadBytes: Infinity }, faults: { next: () => [large] } })
    await world.server.put(Key, new Uint8Array(200 * MiB + 1))
    const failure = await world.clock.run(failureOf(download(world)))
    expect(failure).toMatchObject({ code: 'TooLarge', retryable: false })
    expect(failure.message).toContain(String(200 * MiB + 1))
    expect(failure.message).toContain(String(200 * MiB))
  })
})

describe('a download that cannot go on in ranges', () => {
  const failed = (world: World, more?: Partial<DownloadParams>) => world.clock.run(failureOf(download(world, more)))

  it('is TooLarge where the platform writes to no open file', async () => {
    const world = await setUp()
    Reflect.deleteProperty(world.wx.getFileSystemManager(), 'write')
    expect(await failed(world)).toMatchObject({ code: 'TooLarge' })
    expect(ranges(world)).toEqual([])
  })

  it('is TooLarge where the app has no place for files', async () => {
    const world = await setUp()
    Reflect.deleteProperty(world.wx, 'env')
    expect(await failed(world)).toMatchObject({ code: 'TooLarge' })
  })

  it('is TooLarge where the caller asks for a range', async () => {
    const world = await setUp({ bytesPerSecond: 20 * KiB })
    expect(await failed(world, { Headers: { range: 'bytes=0-5000000' } })).toMatchObject({ code: 'TooLarge' })
    expect(ranges(world)).toEqual([])
  })

  it('is Unsupported where the object is stored packed', async () => {
    const world = createWorld(slow)
    await world.server.put(Key, file.bytes(0, file.size), { ...headers, 'content-encoding': 'gzip' })
    expect(await failed(world)).toMatchObject({ code: 'Unsupported' })
    expect(paths(world)).toEqual([])
  })

  it('is Unsupported where wx.request gives no bytes', async () => {
    const world = await setUp()
    const { request } = world.wx
    world.wx.request = ({ responseType: _type, ...options }) => request(options)
    expect(await failed(world)).toMatchObject({ code: 'Unsupported' })
    expect(paths(world)).toEqual([])
  })

  it('is Unsupported where no ETag is shown', async () => {
    const world = await setUp()
    const { request } = world.wx
    world.wx.request = (options) =>
      request({
        ...options,
        success: (result) => {
          const header = Object.fromEntries(Object.entries(result.header).filter(([name]) => !/etag/i.test(name)))
          options.success?.({ ...result, header })
        },
      })
    expect(await failed(world)).toMatchObject({ code: 'Unsupported' })
  })
})

describe('on a line that is cut every forty seconds', () => {
  it('twenty megabytes arrive at one megabit a second', async () => {
    const content = generatedFile(20_000_000)
    const world = await setUp({ bytesPerSecond: 125_000, measureMemory: false }, content)
    const cut = () => {
      world.wx.phone.cut()
      timer = world.clock.setTimeout(cut, 40_000)
    }
    let timer = world.clock.setTimeout(cut, 40_000)
    const { FilePath } = await world.clock.run(download(world))
    world.clock.clearTimeout(timer)
    expect(isWhole(world, FilePath, content)).toBe(true)
  })
})

describe('a download in ranges on a line with faults of all kinds', () => {
  it('does not hang', async () => {
    const faults = together(
      faultPlan({ api: 'request', after: 2, faults: [{ kind: 'noCallback' }] }),
      faultPlan({ api: 'request', after: 4, faults: [{ kind: 'loseAnswer' }] }),
    )
    const world = await setUp({ ...slow, faults })
    const { FilePath } = await world.clock.run(download(world))
    expect(isWhole(world, FilePath)).toBe(true)
    expect(world.clock.pendingTimers()).toBe(0)
  })
})
