import { type Fault, faultPlan, generatedFile, type RequestRecord, slowDown } from '../../wx'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

const Key = 'samples/cat.jpg'
const MiB = 1024 * 1024
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 300_000 }, (_, index) => index % 251)])

async function setUp(options: WorldOptions = {}, content: Uint8Array = jpeg, headers: Record<string, string> = {}) {
  const world = createWorld(options)
  await world.server.put(Key, content, headers)
  const bytesOf = (path: string) => {
    const file = world.wx.phone.files.get(path).content
    return Buffer.from(file.bytes(0, file.size))
  }
  const paths = () => world.wx.phone.files.list().map(({ path }) => path)
  return { ...world, bytesOf, paths }
}

const once = (...faults: Fault[]): WorldOptions => ({ faults: faultPlan({ api: 'downloadFile', faults }) })
const statuses = (requests: readonly RequestRecord[]) => requests.map(({ statusCode }) => statusCode)

describe('a download', () => {
  it('is the object, byte for byte, in a temporary file', async () => {
    const { clock, cos, bytesOf, paths } = await setUp()
    const result = await clock.run(cos.downloadFile({ Key }))
    expect(result).toEqual({
      FilePath: expect.stringMatching(/^wxfile:\/\/tmp_.*\.jpg$/),
      Size: jpeg.length,
      ContentType: 'image/jpeg',
      RequestId: expect.stringMatching(/./),
    })
    expect(bytesOf(result.FilePath).equals(jpeg)).toBe(true)
    expect(paths()).toEqual([result.FilePath])
  })

  it('is that of the object, whatever else JavaScript has put into the parameters', async () => {
    const { clock, cos, bytesOf } = await setUp()
    const { FilePath } = await clock.run(
      cos.downloadFile(Object.assign({ Key }, { Method: 'PUT', listing: { Prefix: '' } })),
    )
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
  })

  it('has an extension that fits the content, where the platform gives none', async () => {
    const { clock, cos, bytesOf, paths } = await setUp({}, jpeg, { 'content-type': 'application/octet-stream' })
    const { FilePath } = await clock.run(cos.downloadFile({ Key }))
    expect(FilePath).toMatch(/^wxfile:\/\/usr\/.*\.jpg$/)
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
    expect(paths()).toEqual([FilePath])
  })

  it('is temporary also where the SDK has made a copy: that is gone after the next start', async () => {
    const world = await setUp({}, jpeg, { 'content-type': 'application/octet-stream' })
    await world.clock.run(world.cos.downloadFile({ Key }))
    const next = world.restart()
    await world.clock.run(next.cos.headObject({ Key }))
    expect(world.paths()).toEqual([])
  })

  it('keeps the path of the platform where there is no room for a copy', async () => {
    const options = { limits: { userBytes: 1000 } }
    const { clock, cos, bytesOf } = await setUp(options, jpeg, { 'content-type': 'application/octet-stream' })
    const { FilePath } = await clock.run(cos.downloadFile({ Key }))
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
  })

  it('lies where the caller wants it, and nowhere else', async () => {
    const { clock, cos, bytesOf, paths } = await setUp()
    const FilePath = 'wxfile://usr/cat.jpg'
    expect(await clock.run(cos.downloadFile({ Key, FilePath }))).toMatchObject({ FilePath })
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
    expect(paths()).toEqual([FilePath])
  })

  it('may be of nothing', async () => {
    const { clock, cos } = await setUp({}, Buffer.alloc(0))
    expect(await clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: 0 })
  })

  it('tells what has come, and that all has exactly once, at the end', async () => {
    const { clock, cos } = await setUp({}, generatedFile(2 * MiB).bytes(0, 2 * MiB))
    const loaded: number[] = []
    await clock.run(cos.downloadFile({ Key, onProgress: (progress) => loaded.push(progress.loaded) }))
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b))
    expect(loaded.filter((each) => each === 2 * MiB)).toHaveLength(1)
    expect(loaded.at(-1)).toBe(2 * MiB)
  })

  it('signs the name that the file is to be saved under', async () => {
    const { clock, cos, wx } = await setUp()
    await clock.run(cos.downloadFile({ Key, downloadName: '猫.jpg' }))
    expect(wx.phone.requests.at(-1)?.url).toContain('response-content-disposition')
  })

  it('may be a range of the object, whose checksum is of all of it', async () => {
    const { clock, cos, bytesOf } = await setUp()
    const { FilePath } = await clock.run(cos.downloadFile({ Key, Headers: { Range: 'bytes=0-999' } }))
    expect(bytesOf(FilePath).equals(jpeg.subarray(0, 1000))).toBe(true)
  })

  it('teaches the time at which it began, not that of its end', async () => {
    const { clock, cos } = await setUp({ faults: { next: () => [{ kind: 'bandwidth', bytesPerSecond: 10_000 }] } })
    await clock.run(cos.downloadFile({ Key }))
    const { ExpiredTime } = await clock.run(cos.presign({ Key, Expires: 60 }))
    expect(ExpiredTime - clock.now() / 1000).toBeCloseTo(60, -1)
  })

  it('is of another size and checksum than the object where the image was processed', async () => {
    const { default: sharp } = await import('sharp')
    const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    const { clock, cos } = await setUp({}, picture)
    const result = await clock.run(cos.downloadFile({ Key, Query: { 'imageMogr2/thumbnail/8x/': '' } }))
    expect(result.Size).toBeLessThan(picture.length)
  })
})

describe('a download that is refused', () => {
  it('is an error with what COS said, and no file', async () => {
    const { clock, cos, paths } = await setUp()
    const failure = await clock.run(failureOf(cos.downloadFile({ Key: 'samples/none.jpg' })))
    expect(failure).toMatchObject({ code: 'NotFound', statusCode: 404, message: expect.stringContaining('NoSuchKey') })
    expect(failure.RequestId).toBeDefined()
    expect(paths()).toEqual([])
  })

  it('leaves alone what was at the path before', async () => {
    const FilePath = 'wxfile://usr/cat.jpg'
    const { clock, cos, bytesOf } = await setUp({ files: { [FilePath]: 'an older cat' } })
    await clock.run(failureOf(cos.downloadFile({ Key: 'samples/none.jpg', FilePath })))
    expect(bytesOf(FilePath).toString()).toBe('an older cat')
  })

  it('is File where the path cannot be written', async () => {
    const { clock, cos, paths } = await setUp()
    const failure = await clock.run(failureOf(cos.downloadFile({ Key, FilePath: 'wxfile://usr/no/such/folder.jpg' })))
    expect(failure).toMatchObject({ code: 'File' })
    expect(paths()).toEqual([])
  })

  it('is StorageFull where the phone is', async () => {
    const { clock, cos, paths } = await setUp(once({ kind: 'storageFull', milliseconds: 60_000 }))
    expect(await clock.run(failureOf(cos.downloadFile({ Key })))).toMatchObject({ code: 'StorageFull' })
    expect(paths()).toEqual([])
  })
})

describe('a download that goes wrong on its way', () => {
  it.each<[string, Fault]>([
    ['the connection is lost', { kind: 'cutAnswer', bytes: 1000 }],
    ['nobody answers', { kind: 'silence' }],
    ['the file is truncated', { kind: 'truncateAnswer', bytes: 1000 }],
    ['a byte is changed', { kind: 'corruptAnswer', byte: 1000 }],
    ['COS is busy', slowDown],
  ])('is tried again where %s', async (_what, fault) => {
    const { clock, cos, wx, bytesOf, paths } = await setUp(once(fault))
    const { FilePath } = await clock.run(cos.downloadFile({ Key }))
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
    expect(paths()).toEqual([FilePath])
    expect(statuses(wx.phone.requests)).toHaveLength(2)
  })

  it('is never handed out truncated', async () => {
    const faults = faultPlan({ times: Infinity, faults: [{ kind: 'truncateAnswer', bytes: 1000 }] })
    const { clock, cos, paths } = await setUp({ faults })
    expect(await clock.run(failureOf(cos.downloadFile({ Key })))).toMatchObject({ code: 'Integrity' })
    expect(paths()).toEqual([])
  })
})

/** Before base library 2.16.1 no file can be written to at any place. */
function withoutRanges({ wx }: Pick<World, 'wx'>): void {
  Reflect.deleteProperty(wx.getFileSystemManager(), 'open')
}

describe('a download that one request cannot bring, without ranges,', () => {
  it('is TooLarge as soon as its size is known', async () => {
    const options = {
      limits: { downloadBytes: Infinity },
      faults: { next: (): Fault[] => [{ kind: 'bandwidth', bytesPerSecond: 10_000 }] },
    }
    const { clock, cos } = await setUp(options, new Uint8Array(200 * MiB + 1))
    const begun = clock.now()
    const failure = await clock.run(failureOf(cos.downloadFile({ Key })))
    expect(failure).toMatchObject({ code: 'TooLarge', retryable: false })
    expect(failure.hint).not.toBe('')
    expect(clock.now() - begun).toBeLessThan(20_000)
  })

  it('is TooLarge where the line is too slow, before that has cost a minute', async () => {
    const faults = { next: (): Fault[] => [{ kind: 'bandwidth', bytesPerSecond: 20_000 }] }
    const { clock, cos, wx, paths } = await setUp({ faults }, generatedFile(4 * MiB).bytes(0, 4 * MiB))
    withoutRanges({ wx })
    const begun = clock.now()
    expect(await clock.run(failureOf(cos.downloadFile({ Key })))).toMatchObject({ code: 'TooLarge' })
    expect(clock.now() - begun).toBeLessThan(30_000)
    expect(paths()).toEqual([])
  })

  it('is not one that COS only takes long to begin', async () => {
    const faults: Fault[] = [
      { kind: 'latency', milliseconds: 20_000 },
      { kind: 'bandwidth', bytesPerSecond: 100_000 },
    ]
    const { clock, cos } = await setUp({ faults: { next: () => faults } }, new Uint8Array(MiB))
    expect(await clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: MiB })
  })

  it('is TooLarge where the platform says so', async () => {
    const { clock, cos, paths } = await setUp({ limits: { downloadBytes: MiB } }, new Uint8Array(MiB + 1))
    expect(await clock.run(failureOf(cos.downloadFile({ Key })))).toMatchObject({ code: 'TooLarge', retryable: false })
    expect(paths()).toEqual([])
  })

  it('is tried when it is retried: the line may be faster by now', async () => {
    let bytesPerSecond = 20_000
    const { clock, cos, server, wx } = await setUp({ faults: { next: () => [{ kind: 'bandwidth', bytesPerSecond }] } })
    withoutRanges({ wx })
    await server.put('large', new Uint8Array(4 * MiB))
    await clock.run(cos.downloadFile({ Key }))
    const task = cos.downloadFile({ Key: 'large' })
    await clock.run(failureOf(task))
    bytesPerSecond = MiB
    expect(await clock.run(task.retry())).toMatchObject({ Size: 4 * MiB })
  })

  it('is not one after another that COS only took long to begin', async () => {
    const faults = faultPlan({ faults: [{ kind: 'latency', milliseconds: 30_000 }] })
    const { clock, cos, server } = await setUp({ faults })
    await server.put('large', new Uint8Array(4 * MiB))
    await clock.run(cos.downloadFile({ Key }))
    expect(await clock.run(cos.downloadFile({ Key: 'large' }))).toMatchObject({ Size: 4 * MiB })
  })
})

describe('a steered download', () => {
  const slow = { next: (): Fault[] => [{ kind: 'bandwidth', bytesPerSecond: 100_000 }] }

  it('stops when it is paused, and starts anew when it is resumed', async () => {
    const { clock, cos, wx, paths, bytesOf } = await setUp({ faults: slow })
    const task = cos.downloadFile({ Key })
    await clock.advance(1500)
    task.pause()
    await clock.advance(60_000)
    expect(paths()).toEqual([])
    task.resume()
    const { FilePath } = await clock.run(task)
    expect(bytesOf(FilePath).equals(jpeg)).toBe(true)
    expect(wx.phone.requests).toHaveLength(2)
  })

  it('leaves nothing when it is aborted', async () => {
    const { clock, cos, paths } = await setUp({ faults: slow })
    const task = cos.downloadFile({ Key })
    await clock.advance(1500)
    task.abort()
    expect(await failureOf(task)).toMatchObject({ code: 'Aborted' })
    await clock.runUntilIdle()
    expect(paths()).toEqual([])
  })

  it('goes on by itself when the app is shown again', async () => {
    const { clock, cos, wx, bytesOf } = await setUp({
      faults: { next: () => [{ kind: 'bandwidth', bytesPerSecond: 20_000 }] },
    })
    const task = cos.downloadFile({ Key })
    await clock.advance(1500)
    wx.phone.hide()
    await clock.advance(60_000)
    expect(task).toMatchObject({ state: 'paused', pauseReason: 'hidden' })
    wx.phone.show()
    expect(bytesOf((await clock.run(task)).FilePath).equals(jpeg)).toBe(true)
  })

  it('can be retried after it has failed', async () => {
    const { clock, cos, server } = await setUp()
    const task = cos.downloadFile({ Key: 'late.txt' })
    await clock.run(failureOf(task))
    await server.put('late.txt', 'here I am')
    expect(await clock.run(task.retry())).toMatchObject({ Size: 9 })
  })
})
