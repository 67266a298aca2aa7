import { type Fault, faultPlan, generatedFile, together } from '../../wx'
import { createWorld, type Grant, type World, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const NAME = 'cos-miniprogram/uploads'
const file = generatedFile(6 * MiB)
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }

function setUp(options: WorldOptions = {}): World {
  return createWorld({ files: { [FilePath]: file }, faults: slow, ...options })
}

const upload = ({ cos }: World) => cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: 1 })

async function expectStored({ server }: World): Promise<void> {
  expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
}

/** The app starts anew with a record of an upload of which two parts have arrived, after something has happened to it. */
async function restartedWith(damage: (record: Record<string, unknown>) => unknown): Promise<World> {
  const world = setUp()
  void upload(world)
  await world.clock.advance(3500)
  const next = world.restart()
  const records = next.wx.getStorageSync(NAME) as Record<string, unknown>[]
  next.wx.setStorageSync(
    NAME,
    records.map((record) => damage(record) ?? record),
  )
  return next
}

describe('a record of an upload in the storage', () => {
  it.each<[string, (record: Record<string, unknown>) => unknown]>([
    ['without checksums', (record) => delete record.crcs && record],
    ['with checksums of another form', (record) => ({ ...record, crcs: { 1: '123', 2: '456' } })],
    ['with a checksum cut off', (record) => ({ ...record, crcs: { 1: [5], 2: [6, 7] } })],
    ['without a part size', (record) => delete record.partSize && record],
    ['with a part size as text', (record) => ({ ...record, partSize: '1048576' })],
    ['with a part size of nothing', (record) => ({ ...record, partSize: 0 })],
    ['with a size that is no number', (record) => ({ ...record, size: null })],
    ['of an unknown time', (record) => ({ ...record, lastUsed: 'yesterday' })],
    [
      'of another version',
      ({ UploadId, Bucket, Region, ...record }) => ({
        UploadId,
        Bucket,
        Region,
        Key,
        id: record.fingerprint,
        touched: 5,
      }),
    ],
    ['without a key', (record) => delete record.Key && record],
    ['that is no record', () => 'x'],
  ])('%s fails no upload', async (_what, damage) => {
    const world = await restartedWith(damage)
    await world.clock.run(upload(world))
    await expectStored(world)
  })

  it('that cannot be gone on with is at least cleaned up on COS', async () => {
    const world = await restartedWith((record) => ({ ...record, crcs: undefined }))
    await world.clock.run(upload(world))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
    expect(world.wx.getStorageSync(NAME)).toEqual([])
  })

  it('is resumed as it was where nothing has happened to it', async () => {
    const world = await restartedWith(() => undefined)
    const before = world.wx.phone.requests.length
    await world.clock.run(upload(world))
    expect(world.wx.phone.requests.slice(before).filter(({ method }) => method === 'PUT')).toHaveLength(4)
  })
})

describe('an upload in parts whose beginning got no answer', () => {
  const lost = () => faultPlan({ url: /[?&]uploads=/, faults: [{ kind: 'loseAnswer' }] })
  const folder = (more: readonly string[]) => ({
    grant: ({ Actions }: { Actions: readonly string[] }): Grant => ({
      resource: 'u/1/*',
      Actions: [...Actions, ...more],
    }),
  })
  const listable = folder(['name/cos:ListMultipartUploads'])
  const lists = ({ wx }: World) =>
    wx.phone.requests.filter(({ method, url }) => method === 'GET' && /uploads=/.test(url))

  it('does not stay on COS where the credentials may list uploads', async () => {
    const world = setUp({ faults: together(lost(), slow), ...listable })
    await world.clock.run(upload(world))
    await world.clock.runUntilIdle()
    await expectStored(world)
    expect(await world.server.uploads()).toEqual([])
    expect(world.asked.count).toBe(1)
  })

  it('does not stay on COS where the task was aborted', async () => {
    const world = setUp({ faults: together(lost(), slow), ...listable })
    const task = upload(world)
    await world.clock.advance(1200)
    task.abort()
    await task.catch(() => undefined)
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
  })

  it('does not stay on COS where it was lost after the abort', async () => {
    const silence = faultPlan({ url: /[?&]uploads=/, faults: [{ kind: 'noCallback' }] })
    const world = setUp({ faults: together(silence, slow), ...listable })
    const task = upload(world)
    await world.clock.advance(5000)
    task.abort()
    await task.catch(() => undefined)
    expect(await world.server.uploads()).toHaveLength(1)
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
  })

  it('is told from those of another phone to the same key', async () => {
    const world = setUp({ faults: together(lost(), slow), ...listable })
    await world.server.begin(Key)
    await world.clock.advance(3_600_000)
    await world.clock.run(upload(world))
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toHaveLength(1)
  })

  it('is not looked for where the credentials do not say that they may list uploads', async () => {
    const world = setUp({ faults: together(lost(), slow), ...folder([]) })
    await world.clock.run(upload(world))
    await world.clock.runUntilIdle()
    expect(lists(world)).toEqual([])
    expect(world.asked.count).toBe(1)
    expect(await world.server.uploads()).toHaveLength(1)
  })

  it('is not looked for where every answer came', async () => {
    const world = setUp(listable)
    await world.clock.run(upload(world))
    await world.clock.runUntilIdle()
    expect(lists(world)).toEqual([])
  })
})
