import type { ResumableUpload } from 'cos-miniprogram'
import { type Fault, faultPlan, generatedFile, together } from '../../wx'
import { Bucket, Region } from './server'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(6 * MiB + 17)
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }

function setUp(options: WorldOptions = {}): World {
  return createWorld({ files: { [FilePath]: file }, faults: slow, ...options })
}

function upload({ cos }: World, more: { Key?: string; FilePath?: string } = {}) {
  return cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: 1, ...more })
}

/** The app's next start, after one in which two parts of an upload have arrived. */
async function restarted(world = setUp()): Promise<World> {
  void upload(world)
  await world.clock.advance(3500)
  return world.restart()
}

const keysOf = (uploads: readonly ResumableUpload[]) => uploads.map((each) => each.Key)

describe('uploads that have begun and not ended', () => {
  it('are listed after a restart, with their size, how far they are, and since when', async () => {
    const world = await restarted()
    const [found, ...others] = world.cos.resumableUploads()
    expect(others).toEqual([])
    expect(found).toEqual({ Bucket, Region, Key, size: file.size, loaded: 2 * MiB, lastUsed: expect.any(Number) })
    const secondsAgo = world.clock.now() / 1000 - Number(found?.lastUsed)
    expect(secondsAgo).toBeGreaterThanOrEqual(0)
    expect(secondsAgo).toBeLessThan(3)
  })

  it('are listed the last used first', async () => {
    const world = setUp()
    const first = upload(world, { Key: 'u/1/a' })
    await world.clock.advance(3500)
    first.pause()
    void upload(world, { Key: 'u/1/b' })
    await world.clock.advance(3500)
    expect(keysOf(world.restart().cos.resumableUploads())).toEqual(['u/1/b', 'u/1/a'])
  })

  it('are listed where they have failed, until a retry goes on with them', async () => {
    const denial: Fault = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied' }
    const denied = faultPlan({ url: /partNumber=3/, faults: [denial] })
    const world = setUp({ faults: together(denied, slow) })
    const task = upload(world)
    await world.clock.run(failureOf(task))
    expect(world.cos.resumableUploads()).toMatchObject([{ Key, loaded: 2 * MiB }])
    const retry = task.retry()
    await world.clock.advance(1500)
    expect(world.cos.resumableUploads()).toEqual([])
    await world.clock.run(retry)
  })

  it('are not listed while a task holds them, running or paused', async () => {
    const world = setUp()
    const task = upload(world)
    await world.clock.advance(3500)
    expect(world.cos.resumableUploads()).toEqual([])
    task.pause()
    expect(world.cos.resumableUploads()).toEqual([])
    task.resume()
    await world.clock.run(task)
    expect(world.cos.resumableUploads()).toEqual([])
  })

  it('are not listed when the object is there, or nobody wants it', async () => {
    const done = await restarted()
    await done.clock.run(upload(done))
    expect(done.restart().cos.resumableUploads()).toEqual([])
    const aborted = await restarted()
    const task = upload(aborted)
    await aborted.clock.advance(1500)
    task.abort()
    await failureOf(task)
    expect(aborted.cos.resumableUploads()).toEqual([])
  })

  it('are listed for a week, and then cleaned up', async () => {
    const world = await restarted()
    await world.clock.advance(7 * 24 * 3600 * 1000 - 10_000)
    expect(world.cos.resumableUploads()).toHaveLength(1)
    await world.clock.advance(20_000)
    expect(world.cos.resumableUploads()).toEqual([])
  })

  it('are the twenty that were used last', async () => {
    const world = await restarted()
    const name = 'cos-miniprogram/uploads'
    const [record] = world.wx.getStorageSync(name) as Record<string, unknown>[]
    const records = Array.from({ length: 25 }, (_, index) => ({ ...record, Key: `u/1/${index}`, UploadId: `${index}` }))
    world.wx.setStorageSync(name, records)
    expect(keysOf(world.restart().cos.resumableUploads())).toEqual(records.slice(0, 20).map((each) => each.Key))
  })
})

describe('the upload that was begun with a file', () => {
  it('is found by another path, and goes on at its key', async () => {
    const world = await restarted()
    world.wx.phone.files.put('wxfile://again.mp4', file)
    const found = await world.cos.findResumableUpload({ FilePath: 'wxfile://again.mp4', Prefix: 'u/1/' })
    expect(found).toMatchObject({ Key, size: file.size, loaded: 2 * MiB })
    const before = world.wx.phone.requests.length
    await world.clock.run(upload(world, { Key: found?.Key, FilePath: 'wxfile://again.mp4' }))
    expect(world.wx.phone.requests.slice(before).filter(({ method }) => method === 'PUT')).toHaveLength(5)
    expect((await world.server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
  })

  it('is not found below another prefix', async () => {
    const { cos } = await restarted()
    expect(await cos.findResumableUpload({ FilePath, Prefix: 'u/2/' })).toBeUndefined()
  })

  it('is not found by a file of another size, which is not even read', async () => {
    const world = await restarted()
    world.wx.phone.files.put(FilePath, generatedFile(6 * MiB))
    const manager = world.wx.getFileSystemManager()
    const getFileInfo = jest.spyOn(manager, 'getFileInfo')
    expect(await world.cos.findResumableUpload({ FilePath })).toBeUndefined()
    expect(getFileInfo).not.toHaveBeenCalled()
  })

  it('is not found by a file of the same size and another content', async () => {
    const world = await restarted()
    world.wx.phone.files.put(FilePath, generatedFile(file.size, 2))
    expect(await world.cos.findResumableUpload({ FilePath })).toBeUndefined()
  })

  it('is not found while a task goes on with it', async () => {
    const world = await restarted()
    void upload(world)
    await world.clock.advance(1500)
    expect(await world.cos.findResumableUpload({ FilePath })).toBeUndefined()
  })

  it('is looked for only where there is a file', async () => {
    const { cos } = await restarted()
    expect(await failureOf(cos.findResumableUpload({ FilePath: 'wxfile://none' }))).toMatchObject({ code: 'File' })
    expect(await failureOf(cos.findResumableUpload({ FilePath: '' }))).toMatchObject({ code: 'InvalidArgument' })
  })
})

describe('an upload that is given up', () => {
  it('is forgotten at once, and cleaned up on COS', async () => {
    const world = await restarted()
    // As it comes out of a page's data.
    const [found] = JSON.parse(JSON.stringify(world.cos.resumableUploads())) as [ResumableUpload]
    world.cos.discardUpload(found)
    expect(world.cos.resumableUploads()).toEqual([])
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
    expect(world.wx.getStorageSync('cos-miniprogram/uploads')).toEqual([])
  })

  it('is cleaned up at the next start where there is no network', async () => {
    const world = await restarted()
    world.wx.phone.offline()
    world.cos.resumableUploads().forEach((each) => world.cos.discardUpload(each))
    await world.clock.advance(1000)
    const next = world.restart()
    next.wx.phone.online()
    expect(next.cos.resumableUploads()).toEqual([])
    await next.clock.runUntilIdle()
    expect(await next.server.uploads()).toEqual([])
  })

  it('stays where a task has taken it meanwhile', async () => {
    const world = await restarted()
    const [found] = world.cos.resumableUploads() as [ResumableUpload]
    const task = upload(world)
    await world.clock.advance(1500)
    world.cos.discardUpload(found)
    await world.clock.run(task)
    expect((await world.server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
  })

  it('takes no other with it', async () => {
    const world = setUp()
    for (const name of ['u/1/a', 'u/1/b']) {
      void upload(world, { Key: name })
      await world.clock.advance(3500)
    }
    const { cos } = world.restart()
    cos.resumableUploads().forEach((each) => each.Key === 'u/1/a' && cos.discardUpload(each))
    expect(keysOf(cos.resumableUploads())).toEqual(['u/1/b'])
  })
})
