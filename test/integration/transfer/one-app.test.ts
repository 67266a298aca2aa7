import { COS, type Platform } from 'cos-miniprogram'
import type { UploadRecord } from '../../../sdk/src/transfer/upload-record'
import { type Fault, generatedFile } from '../../wx'
import { Bucket, key, Region } from './server'
import { createWorld, failureOf, type World } from './world'

const MiB = 1024 * 1024
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }
const photo = Buffer.from(`\x89PNG\r\n\x1a\n${'x'.repeat(100)}`, 'latin1')

function setUp(): World {
  return createWorld({
    faults: slow,
    files: { 'wxfile://a.mp4': generatedFile(6 * MiB), 'wxfile://b.mp4': generatedFile(7 * MiB) },
  })
}

/** A second copy of the package, as two npm packages of an app may bring it. */
function secondCopy(): typeof COS {
  let copy = COS
  jest.isolateModules(() => {
    copy = (require('cos-miniprogram') as { COS: typeof COS }).COS
  })
  return copy
}

/** Ways in which clients of one app come to different platform objects. */
const ways: [string, (world: World) => COS][] = [
  ['a wrapper { ...wx }', (world) => clientOf(world, COS, { ...world.wx })],
  ['a Proxy of wx', (world) => clientOf(world, COS, new Proxy(world.wx, {}))],
  ['another copy of the package', (world) => clientOf(world, secondCopy(), world.wx)],
  ['another copy of the package, with a wrapper', (world) => clientOf(world, secondCopy(), { ...world.wx })],
]

function clientOf({ clock, wx }: World, Client: typeof COS, platform: Platform): COS {
  return new Client({
    Bucket,
    Region,
    wx: platform,
    now: clock.now,
    timers: wx.phone.timers,
    random: () => 0.5,
    ...key,
  })
}

const records = ({ wx }: World) => wx.getStorageSync('cos-miniprogram/uploads') as UploadRecord[]

beforeEach(() => jest.spyOn(console, 'warn').mockImplementation(() => undefined))
afterEach(() => jest.restoreAllMocks())

describe.each(ways)('for %s', (_way, makeClient) => {
  it('a file that was handed out stays', async () => {
    const world = setUp()
    await world.server.put('photo', photo, { 'content-type': 'application/octet-stream' })
    const { FilePath } = await world.clock.run(clientOf(world, COS, world.wx).downloadFile({ Key: 'photo' }))
    const { FilePath: other } = await world.clock.run(makeClient(world).downloadFile({ Key: 'photo' }))
    expect([FilePath, other].map((path) => world.wx.phone.files.has(path))).toEqual([true, true])
    expect(other).not.toBe(FilePath)
  })

  it('records of uploads are kept beside each other, and each goes when its upload is done', async () => {
    const world = setUp()
    const upload = (cos: COS, Key: string) =>
      cos.uploadFile({ Key, FilePath: `wxfile://${Key}.mp4`, partSize: MiB, partConcurrency: 1 })
    const first = upload(clientOf(world, COS, world.wx), 'a')
    await world.clock.advance(3500)
    const second = upload(makeClient(world), 'b')
    await world.clock.advance(3500)
    expect(
      records(world)
        .map(({ Key }) => Key)
        .sort(),
    ).toEqual(['a', 'b'])
    await world.clock.run(first)
    expect(records(world).map(({ Key }) => Key)).toEqual(['b'])
    second.abort()
    await failureOf(second)
    await world.clock.runUntilIdle()
    expect(records(world)).toEqual([])
    expect(await world.server.uploads()).toEqual([])
  })

  it('an upload that is under way is nobody else to go on with, or to clean up', async () => {
    const world = setUp()
    const cos = clientOf(world, COS, world.wx)
    // From memory: nothing tells it from another, so at a new start it would be cleaned up.
    const first = cos.uploadFile({ Key: 'a', Body: new ArrayBuffer(6 * MiB), partSize: MiB, partConcurrency: 1 })
    await world.clock.advance(2500)
    await world.clock.run(
      makeClient(world)
        .headObject({ Key: 'none' })
        .catch(() => undefined),
    )
    await world.clock.run(first)
    expect((await world.server.object('a'))?.length).toBe(6 * MiB)
  })

  it('requests share the limit', async () => {
    const world = setUp()
    let inFlight = 0
    let most = 0
    const { request } = world.wx
    world.wx.request = (options) => {
      most = Math.max(most, ++inFlight)
      return request({ ...options, complete: () => inFlight-- })
    }
    const clients = [clientOf(world, COS, world.wx), makeClient(world)]
    const tasks = clients.flatMap((cos) =>
      Array.from({ length: 12 }, (_, index) => cos.uploadFile({ Key: `${index}`, Body: 'x' })),
    )
    await world.clock.run(Promise.all(tasks))
    expect(most).toBeLessThanOrEqual(8)
  })
})

describe('a platform that makes a file manager for each call', () => {
  it('has its runtime at the platform object', async () => {
    const world = setUp()
    await world.server.put('photo', photo, { 'content-type': 'application/octet-stream' })
    const { getFileSystemManager } = world.wx
    const platform = { ...world.wx, getFileSystemManager: () => ({ ...getFileSystemManager() }) }
    const download = () => world.clock.run(clientOf(world, COS, platform).downloadFile({ Key: 'photo' }))
    const { FilePath } = await download()
    await download()
    expect(world.wx.phone.files.has(FilePath)).toBe(true)
  })
})
