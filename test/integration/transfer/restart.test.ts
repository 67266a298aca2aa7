import { type Fault, faultPlan, generatedFile, together } from '../../wx'
import { createWorld, type World, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(6 * MiB)
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }

function setUp(options: WorldOptions = {}) {
  return createWorld({ files: { [FilePath]: file }, faults: slow, ...options })
}

function upload({ cos }: World, path = FilePath, partSize = MiB) {
  return cos.uploadFile({ Key, FilePath: path, partSize, partConcurrency: 1 })
}

const steps = (world: World) =>
  world.wx.phone.requests.map(({ method, url }) => `${method} ${/partNumber=(\d+)/.exec(url)?.[1] ?? ''}`.trim())

async function isStored({ server }: World, content = file): Promise<boolean> {
  return (await server.object(Key))?.equals(content.bytes(0, content.size)) === true
}

/** The app is killed when the upload has begun and two parts have arrived. */
async function killedHalfway(options?: WorldOptions): Promise<World> {
  const world = setUp(options)
  void upload(world)
  await world.clock.advance(3500)
  return world
}

describe('after a restart, the same file to the same key', () => {
  it('goes on where it stopped, whatever the path of the file, with the part size that it began with', async () => {
    const world = await killedHalfway()
    const next = world.restart({ temporaryFiles: 'gone' })
    next.wx.phone.files.put('wxfile://tmp_again.mp4', file)
    await world.clock.run(upload(next, 'wxfile://tmp_again.mp4', 3 * MiB))
    expect(steps(next)).toEqual('POST,PUT 1,PUT 2,PUT 3,GET,PUT 3,PUT 4,PUT 5,PUT 6,POST'.split(','))
    expect(await isStored(next)).toBe(true)
    expect(await next.server.uploads()).toEqual([])
  })

  it('tells from the start what has arrived', async () => {
    const world = await killedHalfway()
    const task = upload(world.restart())
    const loaded: number[] = []
    task.onProgress((progress) => loaded.push(progress.loaded / MiB))
    await world.clock.run(task)
    expect(loaded).toEqual([2, 3, 4, 5, 6])
  })

  it('tells the speed of what is sent now, not of what had arrived before', async () => {
    const world = await killedHalfway()
    const task = upload(world.restart())
    const speeds: number[] = []
    task.onProgress(({ speed }) => speeds.push(speed))
    await world.clock.run(task)
    expect(Math.max(...speeds)).toBeLessThanOrEqual(MiB)
  })

  it('goes on after a failure, too, without a retry of the task', async () => {
    const world = setUp()
    const task = upload(world)
    await world.clock.advance(3500)
    world.wx.phone.files.remove(FilePath)
    await world.clock.run(task.catch(() => undefined))
    world.wx.phone.files.put(FilePath, file)
    await world.clock.run(upload(world))
    expect(steps(world).filter((step) => step === 'PUT 1')).toHaveLength(1)
    expect(await isStored(world)).toBe(true)
  })

  it('is sent again as far as an answer was missing: what nobody compared is not trusted', async () => {
    const faults = together(slow, faultPlan({ url: /partNumber=2/, faults: [{ kind: 'loseAnswer' }] }))
    const world = setUp({ faults })
    void upload(world)
    await world.clock.advance(3100)
    const next = world.restart()
    await world.clock.run(upload(next))
    expect(steps(next).filter((step) => step === 'PUT 2').length).toBeGreaterThan(1)
    expect(await isStored(next)).toBe(true)
  })

  it('is an object already where COS has carried out a Complete that nobody heard of', async () => {
    const lost = faultPlan({ method: 'POST', url: /uploadId=/, faults: [{ kind: 'loseAnswer' }] })
    const world = setUp({ faults: together(slow, lost) })
    void upload(world)
    await world.clock.advance(8010)
    expect(await isStored(world)).toBe(true)
    const next = world.restart()
    const before = steps(next).length
    await world.clock.run(upload(next))
    expect(steps(next).slice(before)).toEqual(['GET', 'HEAD'])
  })

  it('starts anew where COS has forgotten the upload', async () => {
    const world = await killedHalfway()
    for (const id of await world.server.uploads()) await world.server.abortUpload(Key, id)
    const next = world.restart()
    await world.clock.run(upload(next))
    expect(await isStored(next)).toBe(true)
  })
})

describe('after a restart, another upload', () => {
  it.each([
    ['of another size', generatedFile(5 * MiB)],
    ['of another content', generatedFile(6 * MiB, 2)],
  ])('%s starts anew', async (_what, other) => {
    const world = await killedHalfway()
    const next = world.restart()
    next.wx.phone.files.put(FilePath, other)
    await world.clock.run(upload(next))
    expect(steps(next)).not.toContain('GET')
    expect(await isStored(next, other)).toBe(true)
  })

  it('with other metadata starts anew', async () => {
    const world = await killedHalfway()
    const next = world.restart()
    await world.clock.run(next.cos.uploadFile({ Key, FilePath, partSize: MiB, Metadata: { by: 'cat' } }))
    expect((await next.server.headers(Key))['x-cos-meta-by']).toBe('cat')
  })

  it('of the same file at the same time does not share the parts', async () => {
    const world = setUp()
    await world.clock.run(Promise.all([upload(world), upload(world)]))
    expect(steps(world).filter((step) => step === 'PUT 1')).toHaveLength(2)
    expect(await world.server.uploads()).toEqual([])
  })

  it('starts anew where the storage holds something else', async () => {
    const world = await killedHalfway()
    const next = world.restart()
    next.wx.setStorageSync('cos-miniprogram/uploads', [{ UploadId: 7 }, null, 'x'])
    await world.clock.run(upload(next))
    expect(await isStored(next)).toBe(true)
  })
})

describe('what nobody goes on with', () => {
  it('is cleaned up after a week', async () => {
    const world = await killedHalfway()
    world.wx.phone.kill()
    await world.clock.advance(8 * 24 * 3600 * 1000)
    const next = world.restart()
    await world.clock.run(next.cos.listObjects({ Prefix: 'u/1/' }))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
  })

  it('is cleaned up at the next start where its file cannot be told from another', async () => {
    const world = setUp()
    void world.cos.uploadFile({ Key, Body: new ArrayBuffer(6 * MiB), partSize: MiB })
    await world.clock.advance(3500)
    const next = world.restart()
    await world.clock.run(next.cos.headObject({ Key }).catch(() => undefined))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
  })

  it.each(['at once', 'after a pause'])(
    'is cleaned up by an abort while COS is asked which parts are there, %s',
    async (when) => {
      const world = await killedHalfway()
      const next = world.restart()
      const task = upload(next)
      await world.clock.advance(500)
      expect(steps(next).slice(-1)).toEqual(['GET'])
      if (when === 'after a pause') task.pause()
      await world.clock.advance(100)
      task.abort()
      await world.clock.run(task.catch(() => undefined))
      await world.clock.runUntilIdle()
      expect(await next.server.uploads()).toEqual([])
    },
  )

  it('is left alone by a client of another bucket', async () => {
    const world = setUp()
    const task = upload(world)
    await world.clock.advance(3500)
    world.wx.phone.offline()
    task.abort()
    const next = world.restart({}, { Bucket: 'other-1250000000' })
    next.wx.phone.online()
    await world.clock.run(next.cos.headObject({ Key }).catch(() => undefined))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toHaveLength(1)
  })
})
