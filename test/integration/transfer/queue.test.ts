import { COS } from 'cos-miniprogram'
import { type Fault, generatedFile } from '../../wx'
import { createWorld, type World } from './world'
import { key } from './server'

const MiB = 1024 * 1024
const slow = { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] }

function setUp() {
  const world = createWorld({ faults: slow, files: { 'wxfile://video.mp4': generatedFile(12 * MiB) } })
  return { ...world, mostInFlight: watch(world) }
}

/** Counts the requests that the app has in flight, before the platform's own queue. */
function watch({ wx }: World): () => number {
  let inFlight = 0
  let most = 0
  const { request } = wx
  wx.request = (options) => {
    most = Math.max(most, ++inFlight)
    return request({
      ...options,
      complete(outcome) {
        inFlight--
        options.complete?.(outcome)
      },
    })
  }
  return () => most
}

describe('the queue', () => {
  it('holds at most 8 requests in flight, whatever there is to do, and however many clients', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
    const { clock, cos, wx, mostInFlight } = setUp()
    const place = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }
    const other = new COS({ ...place, ...key, wx, now: clock.now, timers: wx.phone.timers })
    const uploads = [cos, other].flatMap((client) =>
      Array.from({ length: 20 }, (_, index) => client.uploadFile({ Key: `u/1/${index}.txt`, Body: 'hello' })),
    )
    const lists = Array.from({ length: 20 }, () => other.listObjects({ Prefix: 'u/' }))
    await clock.run(Promise.all([...uploads, ...lists]))
    expect(mostInFlight()).toBe(8)
    warn.mockRestore()
  })

  it('lets small requests pass while parts wait', async () => {
    const { clock, cos } = setUp()
    const FilePath = 'wxfile://video.mp4'
    const uploads = ['a', 'b', 'c'].map((Key) => cos.uploadFile({ Key, FilePath, partSize: MiB, partConcurrency: 8 }))
    await clock.advance(3500)
    const asked = clock.now()
    await clock.run(cos.listObjects({ Prefix: 'u/' }))
    expect(clock.now() - asked).toBeLessThanOrEqual(1000)
    await clock.run(Promise.all(uploads))
  })

  it('ends files in the order in which they came', async () => {
    const { clock, cos } = setUp()
    const ended: string[] = []
    const FilePath = 'wxfile://video.mp4'
    const uploads = ['a', 'b', 'c', 'd'].map((Key) =>
      cos.uploadFile({ Key, FilePath, partSize: MiB }).then(() => ended.push(Key)),
    )
    await clock.run(Promise.all(uploads))
    expect(ended).toEqual(['a', 'b', 'c', 'd'])
  })

  it('leaves later files waiting until earlier ones have ended', async () => {
    const { clock, cos } = setUp()
    const tasks = Array.from({ length: 8 }, (_, index) => cos.uploadFile({ Key: `${index}`, Body: 'hello' }))
    await clock.advance(500)
    expect(tasks.map(({ state }) => state)).toEqual([...Array<string>(6).fill('running'), 'waiting', 'waiting'])
    await clock.run(Promise.all(tasks))
  })

  it('lets others go on while a task is paused', async () => {
    const { clock, cos } = setUp()
    const tasks = Array.from({ length: 8 }, (_, index) => cos.uploadFile({ Key: `${index}`, Body: 'hello' }))
    for (const task of tasks.slice(0, 6)) task.pause()
    await clock.run(Promise.all(tasks.slice(6)))
    for (const task of tasks) task.resume()
    await clock.run(Promise.all(tasks))
  })
})
