import { type Fault, generatedFile } from '../../wx'
import { createWorld, failureOf, folderOf, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(6 * MiB)
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }
const oneByOne = { FilePath, partSize: MiB, partConcurrency: 1 }

/** A phone that is handed on: `ann` first. */
function setUp(options: WorldOptions = {}) {
  let person = 'ann'
  const world = createWorld({
    files: { [FilePath]: file },
    faults: slow,
    person: () => person,
    // Each may use a folder, and no other.
    grant: folderOf,
    ...options,
  })
  const handOnTo = (next: string) => {
    world.cos.clearCredentials()
    person = next
  }
  /** Of each request: who has signed it. */
  const signers = () => world.wx.phone.requests.map((request) => world.signerOf(request))
  return { ...world, handOnTo, signers }
}

describe('when somebody else logs in', () => {
  it('what is under way ends with the key that it began with', async () => {
    const { clock, cos, server, handOnTo, signers, asked } = setUp()
    const task = cos.uploadFile({ Key: 'u/ann/private.mp4', ...oneByOne })
    await clock.advance(3500)
    handOnTo('bob')
    await clock.run(task)
    expect(new Set(signers())).toEqual(new Set(['ann']))
    expect(asked.count).toBe(1)
    expect((await server.object('u/ann/private.mp4'))?.length).toBe(file.size)
  })

  it('what is under way asks for no new key: it fails, and its clean-up is left for later', async () => {
    const { clock, cos, handOnTo, signers, asked, server } = setUp({ life: 6 })
    const task = cos.uploadFile({ Key: 'u/ann/private.mp4', ...oneByOne })
    await clock.advance(2500)
    handOnTo('bob')
    expect(await clock.run(failureOf(task))).toMatchObject({ code: 'CredentialsFailed' })
    await clock.runUntilIdle()
    expect(new Set(signers())).toEqual(new Set(['ann']))
    expect(asked.count).toBe(1)
    expect(await server.uploads()).toHaveLength(1)
  })

  it('a task that was paused and goes on is still of who has started it', async () => {
    const { clock, cos, handOnTo, signers } = setUp()
    const task = cos.uploadFile({ Key: 'u/ann/private.mp4', ...oneByOne })
    await clock.advance(2500)
    task.pause()
    handOnTo('bob')
    await clock.advance(60_000)
    task.resume()
    await clock.run(task)
    expect(new Set(signers())).toEqual(new Set(['ann']))
  })

  it('an abort cleans up with the key that the upload began with', async () => {
    const { clock, cos, handOnTo, signers, server } = setUp()
    const task = cos.uploadFile({ Key: 'u/ann/private.mp4', ...oneByOne })
    await clock.advance(2500)
    handOnTo('bob')
    task.abort()
    await failureOf(task)
    await clock.runUntilIdle()
    expect(new Set(signers())).toEqual(new Set(['ann']))
    expect(await server.uploads()).toEqual([])
  })

  it('retry() is of who is logged in then', async () => {
    const { clock, cos, wx, handOnTo, signers } = setUp()
    const task = cos.uploadFile({ Key: 'u/bob/a.txt', FilePath: 'wxfile://gone' })
    await clock.run(failureOf(task))
    handOnTo('bob')
    wx.phone.files.put('wxfile://gone', generatedFile(100))
    await clock.run(task.retry())
    expect(new Set(signers())).toEqual(new Set(['bob']))
  })

  it('a download goes on with its key, and a new one has its own', async () => {
    const { clock, cos, server, handOnTo, signers } = setUp()
    await server.put('u/ann/a.txt', 'hello')
    await server.put('u/bob/b.txt', 'hello')
    const first = cos.downloadFile({ Key: 'u/ann/a.txt' })
    await clock.advance(500)
    handOnTo('bob')
    await clock.run(Promise.all([first, cos.downloadFile({ Key: 'u/bob/b.txt' })]))
    expect(signers()).toEqual(['ann', 'bob'])
  })
})

describe('the clean-up of what an earlier start has left', () => {
  /** Of ann; bob may not touch it. */
  async function leftByAnn(options: WorldOptions = {}) {
    const world = setUp(options)
    const task = world.cos.uploadFile({ Key: 'u/ann/private.mp4', ...oneByOne })
    await world.clock.advance(2500)
    world.wx.phone.offline()
    task.abort()
    await failureOf(task)
    world.handOnTo('bob')
    const next = world.restart()
    next.wx.phone.online()
    return next
  }

  it('that is refused keeps nobody from the keys that are his', async () => {
    const { clock, cos } = await leftByAnn()
    const presigns: Promise<unknown>[] = []
    for (let index = 0; index < 50; index++) {
      presigns.push(cos.headObject({ Key: `u/bob/${index}` }).catch((error: unknown) => error))
      await clock.advance(1000)
    }
    for (const outcome of await clock.run(Promise.all(presigns))) expect(outcome).toMatchObject({ code: 'NotFound' })
  })

  it('asks no more than a few times', async () => {
    const { clock, cos, asked } = await leftByAnn()
    const before = asked.count
    await clock.run(cos.listObjects({ Prefix: 'u/bob/' }))
    await clock.runUntilIdle()
    expect(asked.count - before).toBeLessThanOrEqual(2)
  })
})
