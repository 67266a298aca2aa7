import type { Platform, PlatformFiles } from 'cos-miniprogram'
import { faultPlan, generatedFile } from '../../wx'
import { createWorld, failureOf, type World } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(3 * MiB)
const parts = { partThreshold: MiB, partSize: MiB }

type Missing = keyof Platform | keyof PlatformFiles

/** A phone whose base library lacks these functions. */
function setUp(...missing: Missing[]): World {
  return without(createWorld({ files: { [FilePath]: file } }), missing)
}

function without(world: World, missing: readonly Missing[]): World {
  const files = world.wx.getFileSystemManager()
  for (const name of missing) {
    Reflect.deleteProperty(world.wx, name)
    Reflect.deleteProperty(files, name)
  }
  return world
}

async function expectStored({ server }: World): Promise<void> {
  expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
}

describe('on a base library', () => {
  it.each<[string, Missing[]]>([
    ['without digests', ['getFileInfo']],
    ['without stat', ['stat']],
    ['without storage', ['getStorageSync', 'setStorageSync', 'removeStorageSync']],
    [
      'that tells nothing of the app and the network',
      ['onAppHide', 'onAppShow', 'onNetworkStatusChange', 'getNetworkType'],
    ],
    ['without copies', ['copyFile', 'unlink']],
  ])('%s, parts are uploaded and downloaded all the same', async (_what, missing) => {
    const world = setUp(...missing)
    await world.clock.run(world.cos.uploadFile({ Key, FilePath, ...parts }))
    await expectStored(world)
    expect(await world.clock.run(world.cos.downloadFile({ Key }))).toMatchObject({ Size: file.size })
  })

  it('without digests, what was begun of a file of another size is cleaned up at once', async () => {
    const world = without(
      createWorld({
        files: { [FilePath]: file },
        faults: { next: () => [{ kind: 'latency', milliseconds: 1000 }] },
      }),
      ['getFileInfo'],
    )
    const task = world.cos.uploadFile({ Key, FilePath, ...parts })
    await world.clock.advance(1500)
    task.pause()
    const other = generatedFile(2 * MiB)
    world.wx.phone.files.put(FilePath, other)
    task.resume()
    await world.clock.run(task)
    await world.clock.runUntilIdle()
    expect((await world.server.object(Key))?.equals(other.bytes(0, other.size))).toBe(true)
    expect(await world.server.uploads()).toEqual([])
  })

  it('that does not tell the headers of downloads, the size is still checked', async () => {
    const world = createWorld({ faults: faultPlan({ faults: [{ kind: 'truncateAnswer', bytes: 1000 }] }) })
    await world.server.put(Key, file.bytes(0, file.size))
    const { downloadFile } = world.wx
    world.wx.downloadFile = (options) => ({ ...downloadFile(options), onHeadersReceived: () => undefined })
    expect(await world.clock.run(world.cos.downloadFile({ Key }))).toMatchObject({ Size: file.size })
    expect(world.wx.phone.requests).toHaveLength(2)
  })

  it('of before 2.10.0, which reads files only as a whole, parts are cut out of it', async () => {
    const world = setUp()
    const files = world.wx.getFileSystemManager()
    const { readFile } = files
    files.readFile = ({ position: _position, length: _length, ...options }) => readFile(options)
    await world.clock.run(world.cos.uploadFile({ Key, FilePath, ...parts }))
    await expectStored(world)
  })

  it('without a word on sizes, a file cannot be uploaded, and that is said', async () => {
    const world = setUp('getFileInfo', 'stat')
    expect(await world.clock.run(failureOf(world.cos.uploadFile({ Key, FilePath })))).toMatchObject({
      code: 'Unsupported',
    })
  })

  it('whose storage is full, an upload only cannot outlive a restart', async () => {
    const world = setUp()
    world.wx.setStorageSync = () => {
      throw new Error('setStorageSync:fail exceed storage max size')
    }
    await world.clock.run(world.cos.uploadFile({ Key, FilePath, ...parts }))
    await expectStored(world)
  })

  it('that throws where it should call back, a task fails with a CosError', async () => {
    const world = setUp()
    world.wx.request = () => {
      throw new Error('request:fail something odd')
    }
    const task = world.cos.uploadFile({ Key, FilePath })
    expect(await world.clock.run(failureOf(task))).toMatchObject({ message: expect.stringContaining('something odd') })
  })

  it('that hides the checksum of parts, an upload succeeds', async () => {
    const world = setUp()
    const { request } = world.wx
    world.wx.request = (options) =>
      request({
        ...options,
        success: (result) => {
          const header = Object.fromEntries(Object.entries(result.header).filter(([name]) => !/crc64/i.test(name)))
          options.success?.({ ...result, header })
        },
      })
    await world.clock.run(world.cos.uploadFile({ Key, FilePath, ...parts }))
    await expectStored(world)
  })
})
