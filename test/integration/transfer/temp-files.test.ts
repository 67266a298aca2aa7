import { contentOf } from '../../wx'
import { createWorld, type World, type WorldOptions } from './world'

const Key = 'photo'
const MiB = 1024 * 1024

/** A picture that is stored as plain bytes: the platform gives its file no extension, so that it is copied. */
async function setUp(size: number, options: WorldOptions = {}): Promise<World> {
  const world = createWorld({ measureMemory: false, ...options })
  const photo = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(size - 8)])
  await world.server.put(Key, photo, { 'content-type': 'application/octet-stream' })
  return world
}

async function downloadTimes({ clock, cos }: World, times: number): Promise<string[]> {
  const paths: string[] = []
  for (let count = 0; count < times; count++) paths.push((await clock.run(cos.downloadFile({ Key }))).FilePath)
  return paths
}

const isThere =
  ({ wx }: World) =>
  (path: string) =>
    wx.phone.files.has(path)

describe('copies of downloads among the files of the app', () => {
  it('leave it room: the older half goes where a new one finds none', async () => {
    const world = await setUp(150_000, { limits: { userBytes: 1_000_000 } })
    const paths = await downloadTimes(world, 8)
    expect(paths.every((path) => path.endsWith('.png'))).toBe(true)
    expect(isThere(world)(paths.at(-1) ?? '')).toBe(true)
    // What the app saves itself has room, too.
    expect(() =>
      world.wx.getFileSystemManager().copyFileSync(paths.at(-1) ?? '', 'wxfile://usr/mine.png'),
    ).not.toThrow()
  })

  it('take 50 MB at most: the oldest go first', async () => {
    const world = await setUp(20 * MiB)
    const paths = await downloadTimes(world, 4)
    expect(paths.map(isThere(world))).toEqual([false, false, true, true])
  })

  it('are all there while they take less', async () => {
    const world = await setUp(100_000)
    const paths = await downloadTimes(world, 20)
    expect(new Set(paths).size).toBe(20)
    expect(paths.every(isThere(world))).toBe(true)
  })

  it('go at the next start of the app, and no file of the app goes with them', async () => {
    const world = await setUp(100_000)
    const paths = await downloadTimes(world, 3)
    const next = world.restart()
    next.wx.phone.files.put('wxfile://usr/mine.png', contentOf('mine'))
    await next.clock.run(next.cos.headObject({ Key }))
    await next.clock.runUntilIdle()
    expect(paths.some(isThere(next))).toBe(false)
    expect(isThere(next)('wxfile://usr/mine.png')).toBe(true)
  })

  it('are not made where the caller says the path', async () => {
    const world = await setUp(100_000)
    await world.clock.run(world.cos.downloadFile({ Key, FilePath: 'wxfile://usr/mine.png' }))
    expect(world.wx.phone.files.list().map(({ path }) => path)).toEqual(['wxfile://usr/mine.png'])
  })
})
