import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type UploadParams } from 'cos-miniprogram'
import { expiredToken, type Fault, faultPlan, generatedFile, requestExpired } from '../../wx'
import { createWorld, failureOf, type WorldOptions } from './world'

const FilePath = 'wxfile://tmp_cat.jpg'
const Key = 'u/1/cat.jpg'
const MiB = 1024 * 1024
const file = generatedFile(300_000)

function setUp(options: WorldOptions = {}, ...faults: Fault[][]) {
  const plan = faultPlan(...faults.map((each, after) => ({ method: 'PUT', after, faults: each })))
  return createWorld({ files: { [FilePath]: file }, faults: plan, ...options })
}

/** Until what nothing refers to is gone. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  // What a promise's jobs hold is let go of first.
  await new Promise(setImmediate)
  collect()
}

describe('a small upload', () => {
  it('stores the file, byte for byte, in one PUT', async () => {
    const { clock, cos, server, wx } = setUp()
    const result = await clock.run(cos.uploadFile({ Key, FilePath }))
    expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
    const headers = await server.headers(Key)
    expect(result).toEqual({
      Key,
      ETag: headers.etag,
      Location: 'https://photos-1250000000.cos.ap-guangzhou.myqcloud.com/u/1/cat.jpg',
      Crc64: headers['x-cos-hash-crc64ecma'],
      RequestId: expect.stringMatching(/./),
    })
    expect(wx.phone.requests.map((each) => each.method)).toEqual(['PUT'])
  })

  it('takes text and bytes from memory', async () => {
    const { clock, cos, server } = setUp()
    await clock.run(cos.uploadFile({ Key: 'a.txt', Body: 'naïve 中文 🙂 \ud800' }))
    await clock.run(cos.uploadFile({ Key: 'b.bin', Body: Uint8Array.of(1, 2, 3).buffer }))
    expect((await server.object('a.txt'))?.toString()).toBe('naïve 中文 🙂 \ufffd')
    expect(await server.object('b.bin')).toEqual(Buffer.of(1, 2, 3))
  })

  it.each([{ Headers: { 'X-Cos-Acl': 'private', 'x-cos-acl': 'public-read' } }, { Query: { a: '1', A: '2' } }])(
    'is refused at once where a name comes twice, whatever its case: %p',
    (twice) => {
      const { cos } = setUp()
      const expected = expect.objectContaining({ code: 'InvalidArgument' })
      expect(() => cos.uploadFile({ Key, FilePath, ...twice })).toThrow(expected)
    },
  )

  it('may be empty', async () => {
    const { clock, cos, server } = setUp({ files: { 'wxfile://empty': '' } })
    const progress: unknown[] = []
    const onProgress = (event: unknown) => progress.push(event)
    await clock.run(cos.uploadFile({ Key: 'empty', FilePath: 'wxfile://empty', onProgress }))
    expect((await server.object('empty'))?.length).toBe(0)
    expect(progress).toEqual([{ loaded: 0, total: 0, percent: 1, speed: 0 }])
  })

  it('says that all is loaded exactly once, at the end', async () => {
    const { clock, cos } = setUp({}, [{ kind: 'cutRequest', bytes: 1000 }])
    const loaded: number[] = []
    await clock.run(cos.uploadFile({ Key, FilePath, onProgress: (event) => loaded.push(event.loaded) }))
    expect(loaded).toEqual([300_000])
  })

  it.each<[string, Partial<UploadParams> & { Key: string }, string, string]>([
    ['the extension of the key', { Key: 'a.PDF' }, 'GIF89a', 'application/pdf'],
    ['the extension of the file', { Key: 'a' }, 'whatever', 'image/jpeg'],
    ['its first bytes', { Key: 'a', FilePath: 'wxfile://nameless' }, 'GIF89a', 'image/gif'],
    ['nothing', { Key: 'a', FilePath: 'wxfile://nameless' }, '?', 'application/octet-stream'],
    ['the caller', { Key: 'a.pdf', ContentType: 'text/plain' }, 'GIF89a', 'text/plain'],
    ['a header of the caller', { Key: 'a.pdf', Headers: { 'Content-Type': 'text/css' } }, '?', 'text/css'],
  ])('is stored with the content type that %s says', async (_who, params, content, type) => {
    const { clock, cos, server } = setUp({ files: { [FilePath]: content, 'wxfile://nameless': content } })
    await clock.run(cos.uploadFile({ FilePath, ...params } as UploadParams))
    expect((await server.headers(params.Key))['content-type']).toBe(type)
  })

  it('stores metadata and headers', async () => {
    const { clock, cos, server } = setUp()
    const Headers = { 'Cache-Control': 'max-age=60' }
    await clock.run(cos.uploadFile({ Key, FilePath, Headers, Metadata: { Author: 'cat' } }))
    expect(await server.headers(Key)).toMatchObject({ 'cache-control': 'max-age=60', 'x-cos-meta-author': 'cat' })
  })

  it.each<[string, object]>([
    ['both a file and a body', { FilePath, Body: '' }],
    ['neither', {}],
    ['metadata beyond ASCII', { FilePath, Metadata: { title: '猫' } }],
    ['a part of less than 1 MiB', { FilePath, partSize: 1024 }],
    ['a part of more than the platform reads at once', { FilePath, partSize: 100 * MiB + 1 }],
    ['no part at a time', { FilePath, partConcurrency: 0 }],
    ['no key', { FilePath, Key: '' }],
    ['a view of bytes, such as a Uint8Array', { Body: new Uint8Array(50_000_000) }],
    ['a body that is an object', { Body: Object.create(null) as object }],
    ['a body that is null', { Body: null }],
    ['a path that is no text', { FilePath: 5 }],
  ])('refuses %s before anything is sent', (_what, params) => {
    const { cos, wx } = setUp()
    const refused = expect.objectContaining({ code: 'InvalidArgument' })
    expect(() => cos.uploadFile({ Key, ...params } as UploadParams)).toThrow(refused)
    expect(wx.phone.requests).toEqual([])
  })

  it('lets COS compare the MD5 that the platform has made of the file', async () => {
    const { clock, cos, wx, server } = setUp({}, [{ kind: 'corruptRequest', byte: 7 }])
    await clock.run(cos.uploadFile({ Key, FilePath }))
    expect(wx.phone.requests.map((each) => each.statusCode)).toEqual([400, 200])
    expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
  })

  it('has the CRC64 that COS says: where COS has compared the MD5, none is computed', async () => {
    const { clock, cos, wx, server } = setUp()
    const { request } = wx
    const stored: unknown[] = []
    wx.request = (options) => {
      const success: typeof options.success = (result) => {
        stored.push(Object.entries(result.header).find(([name]) => /crc64/i.test(name))?.[1])
        const header = Object.fromEntries(
          Object.entries(result.header).map(([name, value]) => [name, /crc64/i.test(name) ? '123' : value]),
        )
        options.success?.({ ...result, header })
      }
      return request({ ...options, success })
    }
    expect(await clock.run(cos.uploadFile({ Key, FilePath }))).toMatchObject({ Crc64: '123' })
    expect(wx.phone.requests).toHaveLength(1)
    expect(stored).toEqual([(await server.headers(Key))['x-cos-hash-crc64ecma']])
  })

  it('is sent again where the CRC64 of what was stored differs', async () => {
    const { clock, cos, wx, server } = setUp({}, [{ kind: 'corruptRequest', byte: 2 }])
    await clock.run(cos.uploadFile({ Key: 'a.txt', Body: 'hello' }))
    expect(wx.phone.requests.map((each) => each.statusCode)).toEqual([200, 200])
    expect((await server.object('a.txt'))?.toString()).toBe('hello')
  })

  it('is Integrity where it never arrives as it was read', async () => {
    const corrupt: Fault = { kind: 'corruptRequest', byte: 2 }
    const faults = faultPlan({ times: Infinity, faults: [corrupt] })
    const { clock, cos } = setUp({ faults })
    expect(await clock.run(failureOf(cos.uploadFile({ Key: 'a.txt', Body: 'hello' })))).toMatchObject({
      code: 'Integrity',
    })
  })

  it.each([
    ['its time over', requestExpired],
    ['its token expired', expiredToken],
  ])('is signed anew when COS says that the signature has %s', async (_what, refusal) => {
    const { clock, cos, asked } = setUp({}, [refusal])
    await clock.run(cos.uploadFile({ Key, FilePath }))
    expect(asked.count).toBe(refusal === expiredToken ? 2 : 1)
  })

  it.each([-24, 24])('arrives from a phone whose clock is %i hours off', async (hours) => {
    const { clock, cos, server } = setUp({ skew: hours * 3_600_000 })
    await clock.run(cos.uploadFile({ Key, FilePath }))
    expect(await server.object(Key)).toBeDefined()
  })

  it('fails at once where trying again is in vain', async () => {
    const { clock, cos, wx } = setUp({ domains: { request: ['https://elsewhere.example.com'] } })
    expect(await clock.run(failureOf(cos.uploadFile({ Key, FilePath })))).toMatchObject({ code: 'DomainNotAllowed' })
    expect(wx.phone.requests).toEqual([])
  })

  it('fails where the file is gone', async () => {
    const { clock, cos } = setUp()
    const failure = await clock.run(failureOf(cos.uploadFile({ Key, FilePath: 'wxfile://gone.jpg' })))
    expect(failure).toMatchObject({ code: 'File', retryable: false })
  })
})

describe('a file of more than the platform reads at once', () => {
  const large = generatedFile(100 * MiB + 1)

  it('goes in parts', async () => {
    const { clock, cos, wx } = setUp({ files: { [FilePath]: large }, measureMemory: false })
    const task = cos.uploadFile({ Key, FilePath, partConcurrency: 1 })
    await clock.run(new Promise<void>((resolve) => void task.onProgress(() => resolve())))
    expect(wx.phone.requests.map(({ method }) => method).slice(0, 2)).toEqual(['POST', 'PUT'])
    task.abort()
  })

  it('is no case for one PUT, and that is said', async () => {
    const { clock, cos, wx } = setUp({ files: { [FilePath]: large }, measureMemory: false })
    const task = cos.uploadFile({ Key, FilePath, partThreshold: 1e9 })
    expect(await clock.run(failureOf(task))).toMatchObject({
      code: 'InvalidArgument',
      message: expect.stringContaining('partThreshold'),
    })
    expect(wx.phone.requests).toEqual([])
  })
})

describe('an upload from memory that is done', () => {
  it('lets go of what was sent, though the task is kept', async () => {
    const { clock, cos } = setUp({ measureMemory: false })
    let body: ArrayBuffer | undefined = new ArrayBuffer(1000)
    const held = new WeakRef(body)
    const task = cos.uploadFile({ Key, Body: body })
    body = undefined
    await clock.run(task)
    await collectGarbage()
    expect(held.deref()).toBeUndefined()
    expect(task.state).toBe('done')
    expect(await clock.run(failureOf(task.retry()))).toMatchObject({ code: 'InvalidArgument' })
  })
})

describe('an upload that may not overwrite', () => {
  it('fails where the key is taken', async () => {
    const { clock, cos, server } = setUp()
    await server.put(Key, file.bytes(0, file.size))
    const failure = await clock.run(failureOf(cos.uploadFile({ Key, FilePath, forbidOverwrite: true })))
    expect(failure).toMatchObject({ code: 'AlreadyExists' })
  })

  it('has arrived where its answer was lost', async () => {
    const { clock, cos, wx, server } = setUp({}, [{ kind: 'loseAnswer' }])
    const result = await clock.run(cos.uploadFile({ Key, FilePath, forbidOverwrite: true }))
    expect(wx.phone.requests.map((each) => each.method)).toEqual(['PUT', 'PUT', 'HEAD'])
    expect(result.Crc64).toBe((await server.headers(Key))['x-cos-hash-crc64ecma'])
  })

  it('fails where its answer was lost, but another one has taken the key', async () => {
    const { clock, cos, server } = setUp({}, [{ kind: 'cutRequest', bytes: 10 }])
    const task = cos.uploadFile({ Key, FilePath, forbidOverwrite: true })
    await clock.advance(0)
    await server.put(Key, 'another')
    expect(await clock.run(failureOf(task))).toMatchObject({ code: 'AlreadyExists' })
    expect((await server.object(Key))?.toString()).toBe('another')
  })
})
