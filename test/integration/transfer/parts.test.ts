import {
  expiredToken,
  type Fault,
  faultPlan,
  generatedFile,
  internalError,
  requestExpired,
  serviceUnavailable,
  slowDown,
  together,
} from '../../wx'
import { createWorld, failureOf, type World, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
const file = generatedFile(5.5 * MiB)

function setUp(options: WorldOptions = {}) {
  const world = createWorld({ files: { [FilePath]: file }, ...options })
  const upload = (params: object = {}) => world.cos.uploadFile({ Key, FilePath, partSize: 2 * MiB, ...params })
  return { ...world, upload }
}

/** What was asked for, in short, such as `PUT 2`, and what came back. */
function sent({ wx }: Pick<World, 'wx'>): string[] {
  return wx.phone.requests.map(({ method, url, statusCode }) => {
    const part = /partNumber=(\d+)/.exec(url)?.[1]
    const step = part ?? (/[?&]uploads=/.test(url) ? 'begin' : method === 'POST' ? 'complete' : '')
    return `${method} ${step}`.trim() + (statusCode === 200 ? '' : ` ${statusCode ?? 'no answer'}`)
  })
}

async function expectStored({ server }: Pick<World, 'server'>): Promise<void> {
  expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
  expect(await server.uploads()).toEqual([])
}

describe('an upload in parts', () => {
  it('stores the file, byte for byte, with one grant', async () => {
    const world = setUp()
    const result = await world.clock.run(world.upload())
    await expectStored(world)
    expect(sent(world)).toEqual(['POST begin', 'PUT 1', 'PUT 2', 'PUT 3', 'POST complete'])
    expect(world.asked.count).toBe(1)
    const headers = await world.server.headers(Key)
    expect(result).toMatchObject({ ETag: headers.etag, Crc64: headers['x-cos-hash-crc64ecma'] })
    expect(headers['content-type']).toBe('video/mp4')
  })

  it('keeps nothing in the storage when it is done', async () => {
    const { clock, upload, wx } = setUp()
    await clock.run(upload())
    expect(wx.getStorageSync('cos-miniprogram/uploads')).toEqual([])
  })

  it('tells confirmed bytes, and that all are loaded exactly once, when the object is there', async () => {
    const { clock, server, upload } = setUp()
    const progress: { loaded: number; total: number }[] = []
    const stored: Promise<unknown>[] = []
    const task = upload({
      partConcurrency: 1,
      onProgress: ({ loaded, total }: { loaded: number; total: number }) => {
        progress.push({ loaded, total })
        if (loaded === total) stored.push(server.object(Key))
      },
    })
    await clock.run(task)
    expect(progress.map(({ loaded }) => loaded / MiB)).toEqual([2, 4, 5.5])
    expect(await stored[0]).toBeDefined()
  })

  it('tells which share of it has arrived', async () => {
    const { clock, upload } = setUp()
    const shares: number[] = []
    await clock.run(
      upload({ partConcurrency: 1, onProgress: ({ percent }: { percent: number }) => shares.push(percent) }),
    )
    expect(shares).toEqual([2 / 5.5, 4 / 5.5, 1])
  })

  it('holds at most partSize × partConcurrency of the file', async () => {
    const world = setUp({
      files: { [FilePath]: generatedFile(20 * MiB) },
      faults: { next: () => [{ kind: 'latency', milliseconds: 100 }] },
    })
    await world.clock.run(world.upload({ partSize: MiB, partConcurrency: 2 }))
    expect(world.wx.phone.memory.peak).toBeLessThanOrEqual(2 * MiB)
    expect(world.wx.phone.openDescriptors()).toEqual([])
  })

  it('is used where one request would take too long at the speed seen', async () => {
    const bandwidth: Fault = { kind: 'bandwidth', bytesPerSecond: 50_000 }
    const world = setUp({ faults: { next: () => [bandwidth] } })
    const slow = { Key: 'slow', Body: new ArrayBuffer(3 * MiB) }
    await world.clock.run(world.cos.uploadFile({ Key: 'first', Body: new ArrayBuffer(200_000) }))
    await world.clock.run(world.cos.uploadFile(slow))
    expect(sent(world)).toEqual(['PUT', 'POST begin', 'PUT 1', 'PUT 2', 'PUT 3', 'POST complete'])
  })

  it('is tried where one request has taken too long', async () => {
    const world = setUp({ faults: { next: () => [{ kind: 'bandwidth', bytesPerSecond: 50_000 }] } })
    await world.clock.run(world.upload({ partThreshold: 10 * MiB, partSize: MiB }))
    expect(sent(world)[0]).toBe('PUT no answer')
    await expectStored(world)
  })
})

describe('the parts of an upload', () => {
  it.each([0, 1, 1_000_000, 2 * MiB])('survive connections cut after %i bytes, at every request', async (bytes) => {
    const faults = {
      next: ({ index }: { index: number }): Fault[] => (index % 2 ? [] : [{ kind: 'cutRequest', bytes }]),
    }
    const world = setUp({ faults })
    await world.clock.run(world.upload())
    await expectStored(world)
  })

  it.each(['POST begin', 'PUT 1', 'PUT 3', 'POST complete'])('survive a lost connection at %s', async (step) => {
    const url = /\d/.test(step)
      ? new RegExp(`partNumber=${step.slice(-1)}`)
      : /begin/.test(step)
        ? /uploads=/
        : /POST|uploadId=[^&]*/
    const method = step.slice(0, 4).trim()
    const faults = faultPlan({ method, url, times: 2, faults: [{ kind: 'unreachable' }] })
    const world = setUp({ faults })
    await world.clock.run(world.upload())
    expect(sent(world).filter((each) => each === `${step} no answer`)).toHaveLength(2)
    await expectStored(world)
  })

  it.each([
    ['403 expired', requestExpired, 1],
    ['400 ExpiredToken', expiredToken, 2],
  ])('are signed anew after %s in the middle', async (_what, refusal, grants) => {
    const world = setUp({ faults: faultPlan({ url: /partNumber=2/, faults: [refusal] }) })
    await world.clock.run(world.upload())
    expect(world.asked.count).toBe(grants)
    await expectStored(world)
  })

  it('outlive the credentials that they began with', async () => {
    const bandwidth: Fault = { kind: 'bandwidth', bytesPerSecond: 50_000 }
    const world = setUp({ faults: { next: () => [bandwidth] }, life: 60 })
    await world.clock.run(world.upload())
    expect(world.asked.count).toBeGreaterThan(1)
    await expectStored(world)
  })

  it.each([serviceUnavailable, internalError, slowDown])('wait while COS answers $status $code', async (refusal) => {
    const world = setUp({ faults: faultPlan({ url: /partNumber=2/, times: 4, faults: [refusal] }) })
    const begun = world.clock.now()
    await world.clock.run(world.upload())
    expect(world.clock.now() - begun).toBeGreaterThan(2000)
    await expectStored(world)
  })

  it('fail where COS never recovers, and not before it was tried again', async () => {
    const world = setUp({ faults: faultPlan({ method: 'PUT', times: Infinity, faults: [serviceUnavailable] }) })
    expect(await world.clock.run(failureOf(world.upload()))).toMatchObject({ code: 'ServerError', statusCode: 503 })
    const tries = sent(world).filter((each) => each.startsWith('PUT')).length
    expect(tries).toBeGreaterThan(5)
    expect(tries).toBeLessThan(20)
  })

  it('are sent again where the answer was lost after COS had stored one', async () => {
    const world = setUp({ faults: faultPlan({ url: /partNumber=2/, faults: [{ kind: 'loseAnswer' }] }) })
    await world.clock.run(world.upload())
    expect(sent(world).filter((each) => each.startsWith('PUT 2'))).toEqual(['PUT 2 no answer', 'PUT 2'])
    await expectStored(world)
  })

  it('are sent again where one arrives changed', async () => {
    const world = setUp({ faults: faultPlan({ url: /partNumber=3/, faults: [{ kind: 'corruptRequest', byte: 99 }] }) })
    await world.clock.run(world.upload())
    expect(sent(world).filter((each) => each.startsWith('PUT 3'))).toEqual(['PUT 3', 'PUT 3'])
    await expectStored(world)
  })

  it('go one after another where the line is too slow for several', async () => {
    const silence = faultPlan({ url: /partNumber/, times: 3, faults: [{ kind: 'silence' }] })
    const world = setUp({ faults: together(silence, { next: () => [{ kind: 'latency', milliseconds: 1000 }] }) })
    await world.clock.run(world.upload())
    const parts = world.wx.phone.requests.filter(({ url }) => /partNumber/.test(url)).slice(3)
    const startedAt = parts.map((part) => part.startedAt)
    for (const [index, at] of startedAt.slice(1).entries())
      expect(at - (startedAt[index] ?? at)).toBeGreaterThanOrEqual(1000)
    await expectStored(world)
  })

  it('start anew where COS does not know the upload any more', async () => {
    const world = setUp({ faults: { next: () => [{ kind: 'latency', milliseconds: 1000 }] } })
    const task = world.upload({ partConcurrency: 1 })
    await world.clock.advance(2500)
    for (const id of await world.server.uploads()) await world.server.abortUpload(Key, id)
    await world.clock.run(task)
    expect(sent(world).filter((each) => each === 'POST begin')).toHaveLength(2)
    await expectStored(world)
  })
})

describe('completing an upload', () => {
  const complete = { method: 'POST', url: /uploadId=/ }

  it('is tried with new parts where COS does not know the old ones, but not for ever', async () => {
    const unknown: Fault = { kind: 'refuse', status: 404, code: 'NoSuchUpload', message: 'No such upload' }
    const world = setUp({ faults: faultPlan({ ...complete, times: 50, faults: [unknown] }) })
    expect(await world.clock.run(failureOf(world.upload()))).toMatchObject({ code: 'NotFound' })
    expect(sent(world).filter((each) => each === 'POST begin')).toHaveLength(2)
  })

  it('has succeeded where only its answer was lost', async () => {
    const world = setUp({ faults: faultPlan({ ...complete, faults: [{ kind: 'loseAnswer' }] }) })
    const result = await world.clock.run(world.upload())
    expect(sent(world).slice(-3)).toEqual(['POST complete no answer', 'POST complete 404', 'HEAD'])
    expect(result.ETag).toBe((await world.server.headers(Key)).etag)
    await expectStored(world)
  })

  it('has succeeded where the request came twice', async () => {
    const world = setUp({ faults: faultPlan({ ...complete, faults: [{ kind: 'duplicate' }] }) })
    await world.clock.run(world.upload())
    expect(sent(world).slice(-2)).toEqual(['POST complete 404', 'HEAD'])
    await expectStored(world)
  })

  it('has succeeded where the answer was lost and the key may not be overwritten', async () => {
    const world = setUp({ faults: faultPlan({ ...complete, faults: [{ kind: 'loseAnswer' }] }) })
    await world.clock.run(world.upload({ forbidOverwrite: true }))
    await expectStored(world)
  })

  it('is asked for again where COS fails when 200 is on its way already', async () => {
    const late: Fault = { kind: 'refuse', status: 200, code: 'InternalError', message: 'Try again' }
    const world = setUp({ faults: faultPlan({ ...complete, faults: [late] }) })
    await world.clock.run(world.upload())
    expect(sent(world).slice(-2)).toEqual(['POST complete', 'POST complete'])
    await expectStored(world)
  })

  it('leaves no parts behind where the key is taken', async () => {
    const world = setUp()
    await world.server.put(Key, 'another')
    expect(await world.clock.run(failureOf(world.upload({ forbidOverwrite: true })))).toMatchObject({
      code: 'AlreadyExists',
    })
    await world.clock.runUntilIdle()
    expect(await world.server.uploads()).toEqual([])
    expect((await world.server.object(Key))?.toString()).toBe('another')
  })
})
