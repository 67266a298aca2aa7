import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import NodeSdk from 'cos-nodejs-sdk-v5'
import { createCos, createSts, crc64, memoryStorage, serve, type StsAnswer } from '../../../local/cos'
import type { Listening } from '../../../local/http/listen'
import { cleanUpAfterAll } from '../../clean-up'
import { createWx, overHttp, realClock } from '../../wx'

/** As much of both SDKs as is used here; the one for mini programs has no types. */
interface OfficialClient {
  [call: string]: (params: object) => Promise<OfficialAnswer>
}
interface OfficialAnswer {
  [field: string]: unknown
  statusCode: number
  headers: Record<string, string>
  Body?: Buffer | string
}
type OfficialSdk = new (options: object) => OfficialClient

const where = { Bucket: 'demo-1250000000', Region: 'ap-guangzhou' }
const master = 'master key of a test'
const owner = { SecretId: 'AKIDEXAMPLE', SecretKey: 'example-key' }
const megabyte = 1024 * 1024
const video = Buffer.alloc(3 * megabyte + 1, 'video')
const resource = (prefix: string) => `qcs::cos:ap-guangzhou:uid/1250000000:demo-1250000000/${prefix}*`

/** Milliseconds by which the service's clock is off the clients'. */
let ahead = 0
const now = () => Date.now() + ahead
const sts = createSts({ master, now })
const cleanUp = cleanUpAfterAll()
const sockets = cleanUp.adopt(overHttp(), (open) => open.close())
let served: Listening
let folder = ''

beforeAll(async () => {
  const handler = createCos({ ...where, storage: memoryStorage(), keys: [owner], sts, now })
  served = cleanUp.adopt(await serve(handler, { port: 0 }), (started) => started.close())
  folder = await cleanUp.folder('local-cos-official-')
  await writeFile(join(folder, 'video.mp4'), video)
})
afterAll(() => {
  for (const name of ['window', 'wx']) Reflect.deleteProperty(globalThis, name)
})
beforeEach(() => {
  ahead = 0
  jest.restoreAllMocks()
})

/** It looks at `wx` when it is loaded, and asks for a `window` that no mini program has. */
function loadWxSdk(): OfficialSdk {
  const wx = createWx({ clock: realClock(), handler: sockets.handler, files: { 'wxfile://video.mp4': video } })
  Object.assign(globalThis, { wx, window: undefined })
  return jest.requireActual<OfficialSdk>('cos-wx-sdk-v5')
}

const wxSdk = loadWxSdk()
const nodeSdk = NodeSdk as unknown as OfficialSdk

async function issueKey(prefix: string, actions: readonly string[], durationSeconds = 1800): Promise<StsAnswer> {
  const action = actions.map((name) => `name/cos:${name}`)
  const statement = [{ effect: 'allow', action, resource: resource(prefix) }]
  return sts.issue({ policy: { version: '2.0', statement }, durationSeconds })
}

function temporaryOptions({ credentials, startTime, expiredTime }: StsAnswer) {
  const answer = {
    TmpSecretId: credentials.tmpSecretId,
    TmpSecretKey: credentials.tmpSecretKey,
    SecurityToken: credentials.sessionToken,
    StartTime: startTime,
    ExpiredTime: expiredTime,
  }
  return { getAuthorization: (_: unknown, callback: (given: object) => void) => callback(answer) }
}

interface OfficialError {
  statusCode: number
  code?: string
  error?: { Code: string }
}

/** Status and code: the one SDK has it as `code`, the other as `error.Code`. */
async function refusal(call: Promise<unknown>): Promise<unknown[]> {
  const error = await call.then(
    (): OfficialError => ({ statusCode: 200 }),
    (reason: OfficialError) => reason,
  )
  return [error.statusCode, error.error?.Code ?? error.code]
}

describe.each([
  ['cos-nodejs-sdk-v5', nodeSdk, () => join(folder, 'video.mp4')],
  ['cos-wx-sdk-v5', wxSdk, () => 'wxfile://video.mp4'],
])('%s, unmodified,', (name, Sdk, videoPath) => {
  const client = (options: object = owner) =>
    new Sdk({ Domain: served.url, Protocol: 'http:', ...options, ChunkRetryTimes: 0 })
  const call = (method: string, params: object, options?: object) => {
    const cos = client(options)
    return cos[method]?.call(cos, { ...where, ...params }) ?? Promise.reject(new TypeError(`There is no ${method}.`))
  }
  const urlOf = async (params: object, options?: object) => {
    const cos = client(options)
    return new Promise<string>((resolve, reject) => {
      const callback = (error: unknown, data: { Url: string }) => (error ? reject(error) : resolve(data.Url))
      Reflect.apply(cos.getObjectUrl ?? reject, cos, [{ ...where, ...params }, callback])
    })
  }

  it.each(['plain.txt', "中文/a b+c%25&=?#;:@!$'()*~,.txt", 'emoji😀.txt'])(
    'puts, heads, gets and deletes %s',
    async (key) => {
      const Key = `${name}/${key}`
      const put = await call('putObject', { Key, Body: 'hello', ContentType: 'text/plain', 'x-cos-meta-a': '1' })
      expect(put.headers['x-cos-hash-crc64ecma']).toBe(crc64(Buffer.from('hello')))
      const head = await call('headObject', { Key })
      expect(head.headers).toMatchObject({ 'content-length': '5', 'content-type': 'text/plain', 'x-cos-meta-a': '1' })
      expect(String((await call('getObject', { Key })).Body)).toBe('hello')
      expect((await call('deleteObject', { Key })).statusCode).toBe(204)
      await expect(call('headObject', { Key })).rejects.toMatchObject({ statusCode: 404 })
    },
  )

  it('lists, page by page', async () => {
    for (const key of ['1', '2 中', 'd/3']) await call('putObject', { Key: `${name}-list/${key}`, Body: 'x' })
    const list = { Prefix: `${name}-list/`, Delimiter: '/', MaxKeys: 2 }
    const first = await call('getBucket', list)
    expect(first).toMatchObject({
      IsTruncated: 'true',
      Contents: [{ Key: `${name}-list/1` }, { Key: `${name}-list/2 中` }],
    })
    const second = await call('getBucket', { ...list, Marker: first.NextMarker })
    expect(second).toMatchObject({ IsTruncated: 'false', CommonPrefixes: [{ Prefix: `${name}-list/d/` }] })
  })

  it('uploads in slices', async () => {
    const Key = `${name}/video.mp4`
    const params = { Key, FilePath: videoPath(), FileSize: video.length, SliceSize: megabyte, ChunkSize: megabyte }
    expect(await call('sliceUploadFile', params)).toMatchObject({ ETag: expect.stringMatching(/-4"$/) })
    const { headers } = await call('headObject', { Key })
    expect(headers).toMatchObject({ 'content-length': String(video.length), 'x-cos-hash-crc64ecma': crc64(video) })
  })

  it('finds, lists and aborts an upload', async () => {
    const Key = `${name}/aborted`
    const { UploadId } = await call('multipartInit', { Key })
    await call('multipartUpload', { Key, UploadId, PartNumber: 1, Body: 'part' })
    expect(await call('multipartListPart', { Key, UploadId })).toMatchObject({ Part: [{ PartNumber: '1', Size: '4' }] })
    expect(await call('multipartList', { Prefix: Key })).toMatchObject({ Upload: [{ Key, UploadId }] })
    expect((await call('multipartAbort', { Key, UploadId })).statusCode).toBe(204)
    expect(await call('multipartList', { Prefix: Key })).toMatchObject({ Upload: [] })
  })

  it('copies, and deletes many', async () => {
    const [Key, CopyKey] = [`${name}/源 1`, `${name}/copy`]
    await call('putObject', { Key, Body: 'hello' })
    const CopySource = `${where.Bucket}.cos.${where.Region}.myqcloud.com/${encodeURIComponent(Key)}`
    expect(await call('putObjectCopy', { Key: CopyKey, CopySource })).toMatchObject({
      CRC64: crc64(Buffer.from('hello')),
    })
    const deleted = await call('deleteMultipleObject', { Objects: [{ Key }, { Key: CopyKey }] })
    expect(deleted).toMatchObject({ Deleted: [{ Key }, { Key: CopyKey }] })
  })

  it('signs URLs that work', async () => {
    const Key = `${name}/中 文.txt`
    const temporary = temporaryOptions(await issueKey(`${name}/`, ['GetObject', 'PutObject']))
    const put = await fetch(await urlOf({ Key, Method: 'PUT' }, temporary), { method: 'PUT', body: 'hello' })
    expect(put.status).toBe(200)
    const Query = { 'response-content-disposition': "attachment; filename*=UTF-8''%E4%B8%AD.txt" }
    const got = await fetch(await urlOf({ Key, Query }, temporary))
    expect([await got.text(), got.headers.get('content-disposition')]).toEqual([
      'hello',
      Query['response-content-disposition'],
    ])
  })

  it('is told what is wrong', async () => {
    const elsewhere = temporaryOptions(await issueKey('elsewhere/', ['GetBucket']))
    const unknown = { Key: `${name}/a`, UploadId: 'unknown' }
    expect(await refusal(call('multipartListPart', unknown))).toEqual([404, 'NoSuchUpload'])
    expect(await refusal(call('getBucket', {}, { ...owner, SecretKey: 'x' }))).toEqual([403, 'SignatureDoesNotMatch'])
    expect(await refusal(call('getBucket', {}, { ...owner, SecretId: 'x' }))).toEqual([403, 'InvalidAccessKeyId'])
    expect(await refusal(call('getBucket', {}, elsewhere))).toEqual([403, 'AccessDenied'])
  })

  it('holds URLs that die with their token', async () => {
    const Key = `${name}/a`
    await call('putObject', { Key, Body: 'a' })
    const { credentials } = await issueKey(`${name}/`, ['GetObject'], 60)
    const { tmpSecretId: SecretId, tmpSecretKey: SecretKey, sessionToken: SecurityToken } = credentials
    const url = await urlOf({ Key, Expires: 3600 }, { SecretId, SecretKey, SecurityToken })
    expect((await fetch(url)).status).toBe(200)
    ahead = 61_000
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('<Code>ExpiredToken</Code>')])
  })

  it('corrects its clock by what it is told', async () => {
    jest.spyOn(console, 'error').mockImplementation()
    ahead = 7_200_000
    expect((await call('putObject', { Key: `${name}/late`, Body: 'x' })).statusCode).toBe(200)
    ahead = -7_200_000
    expect((await call('putObject', { Key: `${name}/early`, Body: 'x' })).statusCode).toBe(200)
  })
})

it('cos-wx-sdk-v5 uploads by a form', async () => {
  const temporary = temporaryOptions(await issueKey('form/', ['PostObject']))
  const client = new wxSdk({ Domain: served.url, Protocol: 'http:', ...temporary })
  const answer = await client.postObject?.({ ...where, Key: 'form/视频.mp4', FilePath: 'wxfile://video.mp4' })
  expect(answer?.statusCode).toBe(200)
  const owned = new nodeSdk({ Domain: served.url, Protocol: 'http:', ...owner })
  const head = await owned.headObject?.({ ...where, Key: 'form/视频.mp4' })
  expect(head?.headers['x-cos-hash-crc64ecma']).toBe(crc64(video))
})
