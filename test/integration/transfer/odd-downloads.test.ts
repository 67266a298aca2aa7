import { gzipSync } from 'node:zlib'
import { COS, type Platform } from 'cos-miniprogram'
import { type Fault, generatedFile } from '../../wx'
import { Bucket, key, Region } from './server'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

type DownloadOptions = Parameters<Platform['downloadFile']>[0]
type Progress = Parameters<Parameters<NonNullable<ReturnType<Platform['downloadFile']>['onProgressUpdate']>>[0]>[0]

const MiB = 1024 * 1024
const Key = 'samples/cat.bin'

afterEach(() => jest.restoreAllMocks())

function clientOn({ wx, clock }: World, functions: Partial<Platform>): COS {
  jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  return new COS({
    Bucket,
    Region,
    wx: { ...wx, ...functions },
    now: clock.now,
    timers: wx.phone.timers,
    random: () => 0.5,
    ...key,
  })
}

/** What a scripted download does, and when. */
interface Script {
  headers?: Record<string, string>
  /** Of progress: after so many milliseconds, so many bytes. */
  progress: readonly [after: number, written: number][]
  total: number
  content: Uint8Array
}

/** A platform whose downloads follow a script; each counts. */
function scripted(script: Script, options: WorldOptions = {}) {
  const world = createWorld(options)
  const { wx } = world
  const calls = { count: 0 }
  const download = (options: DownloadOptions) => {
    const path = `wxfile://tmp_${++calls.count}`
    let isOver = false
    let hear: (progress: Progress) => void = () => undefined
    const play = async () => {
      for (const [after, written] of script.progress) {
        await new Promise<void>((resolve) => void wx.phone.timers.setTimeout(resolve, after))
        if (isOver) return
        hear({ totalBytesWritten: written, totalBytesExpectedToWrite: script.total })
      }
      wx.phone.files.put(path, {
        size: script.content.length,
        bytes: (start, end) => Buffer.from(script.content.subarray(start, end)),
      })
      options.success?.({ statusCode: 200, tempFilePath: path })
    }
    void play()
    return {
      abort() {
        isOver = true
        options.fail?.({ errMsg: 'downloadFile:fail abort' })
      },
      onProgressUpdate: (listener: typeof hear) => (hear = listener),
      ...(script.headers && {
        onHeadersReceived: (listener: (received: { header: object }) => void) =>
          listener({ header: script.headers ?? {} }),
      }),
    }
  }
  return { ...world, calls, cos: clientOn(world, { downloadFile: download }) }
}

describe('a download on a line with pauses', () => {
  const photo = new Uint8Array(2 * MiB)

  it.each([5000, 16_000, 25_000, 40_000])('of %i ms is only late', async (pause) => {
    const { clock, cos, calls } = scripted({
      content: photo,
      total: photo.length,
      progress: [
        [500, 64 * 1024],
        [pause, 128 * 1024],
        [200, MiB],
        [200, photo.length],
      ],
    })
    expect(await clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: photo.length })
    expect(calls.count).toBe(1)
  })

  it('before the first byte, where the platform tells no headers, is only late', async () => {
    const { clock, cos, calls } = scripted({
      content: photo,
      total: photo.length,
      progress: [
        [16_000, 16 * 1024],
        [100, MiB],
        [100, photo.length],
      ],
    })
    await clock.run(cos.downloadFile({ Key }))
    expect(calls.count).toBe(1)
  })
})

describe('a download that the platform has unpacked', () => {
  const plain = Buffer.from(JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: `scene ${id}` }))))
  const packed = gzipSync(plain)
  const figures = (length: number) => ({ total: length, progress: [[100, plain.length]] as const })

  it.each<[string, Script['headers'], number]>([
    [
      'shows all headers',
      { 'Content-Encoding': 'gzip', 'Content-Length': `${packed.length}`, 'x-cos-hash-crc64ecma': '1' },
      packed.length,
    ],
    ['hides that it was packed', { 'Content-Length': `${packed.length}`, 'x-cos-hash-crc64ecma': '1' }, packed.length],
    ['hides that, and how long it was', { 'x-cos-hash-crc64ecma': '1' }, -1],
    ['shows no headers', undefined, packed.length],
    ['shows no headers, and knows no total', undefined, -1],
    ['shows no headers, and a total that is no number', undefined, NaN],
    ['shows no headers, and a total of nothing', undefined, 0],
  ])('is whole where it %s', async (_what, headers, total) => {
    const { clock, cos, calls } = scripted({
      content: plain,
      headers,
      ...figures(total),
      total,
      progress: [[100, plain.length]],
    })
    expect(await clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: plain.length })
    expect(calls.count).toBe(1)
  })

  it('is whole where packing had made it longer', async () => {
    const content = Buffer.from('hello')
    const { clock, cos } = scripted({ content, total: gzipSync(content).length, progress: [[100, 5]] })
    expect(await clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: 5 })
  })

  it('is not whole where it is far too short', async () => {
    const { clock, cos } = scripted({ content: plain.subarray(0, 1000), total: plain.length, progress: [[100, 1000]] })
    expect(await clock.run(failureOf(cos.downloadFile({ Key })))).toMatchObject({ code: 'Integrity' })
  })
})

describe('a download on a platform without conveniences', () => {
  it.each(['onProgressUpdate', 'onHeadersReceived', 'abort'])('such as %s, arrives', async (name) => {
    const world = createWorld()
    await world.server.put(Key, 'hello')
    const cos = clientOn(world, {
      downloadFile: (options) => {
        const task = world.wx.downloadFile(options)
        Reflect.deleteProperty(task, name)
        return task
      },
    })
    expect(await world.clock.run(cos.downloadFile({ Key }))).toMatchObject({ Size: 5 })
    expect(world.wx.phone.requests).toHaveLength(1)
  })

  it('can be aborted where the platform cannot', async () => {
    const world = createWorld({ faults: { next: (): Fault[] => [{ kind: 'latency', milliseconds: 1000 }] } })
    await world.server.put(Key, 'hello')
    const cos = clientOn(world, {
      downloadFile: (options) => {
        world.wx.downloadFile(options)
        return undefined as unknown as ReturnType<Platform['downloadFile']>
      },
    })
    const task = cos.downloadFile({ Key })
    await world.clock.advance(500)
    task.abort()
    expect(await failureOf(task)).toMatchObject({ code: 'Aborted' })
    await world.clock.runUntilIdle()
    expect(world.wx.phone.files.list()).toEqual([])
  })
})

describe('a mistake of our own, or of a listener of the app,', () => {
  it('is not taken for the network: it is not tried again', async () => {
    const world = createWorld()
    await world.server.put(Key, generatedFile(1000).bytes(0, 1000))
    const { getFileSystemManager } = world.wx
    const broken = { ...getFileSystemManager(), readFile: () => JSON.parse('{') as void }
    const cos = clientOn(world, { getFileSystemManager: () => broken })
    await world.clock.run(failureOf(cos.downloadFile({ Key })))
    expect(world.wx.phone.requests).toHaveLength(1)
  })
})

describe('the file of a download', () => {
  it('is not digested: nobody looks at that', async () => {
    const world = createWorld()
    await world.server.put(Key, 'hello')
    const files = world.wx.getFileSystemManager()
    const digested = jest.spyOn(files, 'getFileInfo')
    await world.clock.run(world.cos.downloadFile({ Key }))
    expect(digested).not.toHaveBeenCalled()
  })
})
