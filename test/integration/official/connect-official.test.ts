import { COS, isCosError, type PresignParams } from 'cos-miniprogram'
import { Bucket, key, Region } from '../transfer/server'
import { errorOf } from '../../unit/sdk/set-up'
import { setUp } from './set-up'

const cat = 'wxfile://tmp_cat.jpg'
const dog = 'wxfile://tmp_dog.jpg'
const video = 'wxfile://tmp_video.mp4'

describe('the official SDK on the credentials of a client', () => {
  it('uploads, reads, lists, copies and deletes, with one request for credentials', async () => {
    const { official, server, requests } = setUp()
    const put = await official.putObject({ Key: 'a.txt', Body: 'text', 'x-cos-meta-by': 'me' })
    expect(put).toMatchObject({ statusCode: 200, ETag: expect.stringMatching(/^"\w{32}"$/) })
    expect(await server.headers('a.txt')).toMatchObject({ 'x-cos-meta-by': 'me' })
    expect(await official.headObject({ Key: 'a.txt' })).toMatchObject({ statusCode: 200, ETag: put.ETag })
    expect(await official.getObject({ Key: 'a.txt' })).toMatchObject({ Body: 'text' })
    const CopySource = `${Bucket}.cos.${Region}.myqcloud.com/a.txt`
    expect(await official.putObjectCopy({ Key: 'b.txt', CopySource })).toMatchObject({ ETag: put.ETag })
    const { Contents } = await official.getBucket({ Prefix: '' })
    expect(Contents.map(({ Key }) => Key)).toEqual(['a.txt', 'b.txt'])
    const { Deleted } = await official.deleteMultipleObject({ Objects: [{ Key: 'a.txt' }, { Key: 'b.txt' }] })
    expect(Deleted).toEqual([{ Key: 'a.txt' }, { Key: 'b.txt' }])
    expect(requests).toHaveLength(1)
  })

  it('uploads a form, a large file in parts, and several files', async () => {
    const { official, server, requests } = setUp()
    await official.postObject({ Key: 'form.jpg', FilePath: cat })
    expect(String(await server.object('form.jpg'))).toBe('a picture of a cat')
    const percents: number[] = []
    const onProgress = ({ percent }: { percent: number }) => percents.push(percent)
    const uploaded = await official.uploadFile({
      Key: 'video.mp4',
      FilePath: video,
      SliceSize: 1024 * 1024,
      onProgress,
    })
    expect(uploaded).toMatchObject({ UploadId: expect.stringMatching(/\w/), Key: 'video.mp4' })
    expect(percents.at(-1)).toBe(1)
    const { files } = await official.uploadFiles({
      files: [
        { Key: '1.jpg', FilePath: cat },
        { Key: '2.jpg', FilePath: dog },
      ],
    })
    expect(files).toMatchObject([
      { error: null, data: { statusCode: 200 }, options: { Index: 0, Key: '1.jpg' } },
      { error: null, data: { statusCode: 200 }, options: { Index: 1, Key: '2.jpg' } },
    ])
    expect(requests).toHaveLength(1)
  })

  it('asks once for all that an upload in parts needs, where credentials are for one object', async () => {
    const { official, requests } = setUp({
      answer: ({ Key, Prefix, Actions }, issued) => ({ ...issued, Scope: { Prefix: Key || Prefix, Actions } }),
    })
    await official.sliceUploadFile({ Key: 'video.mp4', FilePath: video })
    expect(requests).toEqual([
      { Bucket, Region, Key: '', Prefix: 'video.mp4', Actions: ['name/cos:ListMultipartUploads'] },
      {
        Bucket,
        Region,
        Key: 'video.mp4',
        Actions: expect.arrayContaining(['name/cos:InitiateMultipartUpload', 'name/cos:CompleteMultipartUpload']),
      },
    ])
  })

  it('asks once where many calls wait', async () => {
    const { official, requests } = setUp()
    await Promise.all(Array.from({ length: 20 }, (_, index) => official.putObject({ Key: `${index}`, Body: 'x' })))
    expect(requests).toHaveLength(1)
  })

  it('signs any request, those of data processing among them', async () => {
    const { official, server } = setUp()
    await server.put('a.txt', 'text')
    const answer = await official.request({ Method: 'GET', Key: 'a.txt', RawBody: true })
    expect(answer).toMatchObject({ Body: 'text', statusCode: 200 })
    const head = await official.headBucket({})
    expect(head).toMatchObject({ statusCode: 200 })
  })

  it('calls back where a callback is given, and returns nothing then', async () => {
    const { official } = setUp()
    const called = await new Promise((resolve) => {
      const returned: unknown = official.putObject({ Key: 'a', Body: 'x' }, (...outcome) =>
        resolve([returned, ...outcome]),
      )
    })
    expect(called).toEqual([undefined, null, expect.objectContaining({ statusCode: 200 })])
  })

  it('signs URLs itself: they do not end before they are made', async () => {
    const { official, cos } = setUp()
    await cos.presign({ Key: 'a' })
    const url = official.getObjectUrl({ Key: 'a', Expires: 60 })
    const [, start, end] = /q-sign-time=(\d+)%3B(\d+)/.exec(url) ?? []
    expect(Number(start)).toBeLessThanOrEqual(Date.now() / 1000)
    expect(Number(end)).toBeGreaterThan(Date.now() / 1000 + 50)
  })

  it('takes finished signatures of a backend that signs', async () => {
    const signer = new COS({ Bucket, Region, ...key })
    const signUrl = ({ Key, Method, Headers, Query }: PresignParams) => signer.presign({ Key, Method, Headers, Query })
    const { official, server } = setUp({ credentials: { signUrl } })
    await official.putObject({ Key: 'a.txt', Body: 'x', Headers: { 'x-cos-meta-by': 'me' } })
    expect(await server.headers('a.txt')).toMatchObject({ 'x-cos-meta-by': 'me' })
  })

  it('goes where the client goes', async () => {
    const { official, wx } = setUp({ client: { Domain: 'files.example.com', Protocol: 'http:' } })
    await official.putObject({ Key: 'a.txt', Body: 'x' })
    expect(wx.phone.requests.at(-1)).toMatchObject({ url: 'http://files.example.com/a.txt' })
  })
})

describe('failures of the official SDK', () => {
  it('are CosErrors with its own fields', async () => {
    const { official } = setUp()
    const error = await errorOf(official.getObject({ Key: 'none.jpg' }))
    expect(isCosError(error)).toBe(true)
    expect(error).toMatchObject({
      code: 'NotFound',
      statusCode: 404,
      RequestId: expect.stringMatching(/\S/),
      error: { Code: 'NoSuchKey', Message: expect.stringMatching(/\S/) },
      headers: expect.objectContaining({ 'x-cos-request-id': expect.any(String) }),
      method: 'GET',
      url: expect.stringMatching(/none\.jpg$/),
    })
  })

  it.each<[string, () => Promise<never>]>([
    ['rejects', () => Promise.reject(new Error('no session'))],
    ['answers junk', async () => 'junk' as never],
  ])('of a source that %s reach every call', async (_, answer) => {
    const { official } = setUp({ answer })
    const calls = [
      official.headObject({ Key: 'a' }),
      official.putObject({ Key: 'a', Body: 'x' }),
      official.postObject({ Key: 'a', FilePath: cat }),
      official.sliceUploadFile({ Key: 'a', FilePath: video }),
      official.request({ Method: 'GET', Key: 'a' }),
    ]
    const errors = await Promise.all(calls.map(errorOf))
    for (const error of errors) expect(error).toMatchObject({ name: 'CosError', code: 'CredentialsFailed' })
    const { files } = await official.uploadFiles({ files: [{ Key: 'a', FilePath: cat }] })
    expect(files).toMatchObject([{ error: { name: 'CosError', code: 'CredentialsFailed' } }])
  })

  it('of a source that never answers reach the call when its time is over', async () => {
    const { official } = setUp({ answer: () => new Promise(() => {}), client: { credentialsTimeout: 20 } })
    expect(await errorOf(official.headObject({ Key: 'a' }))).toMatchObject({ code: 'CredentialsTimeout' })
  })

  it.each([
    [
      'a missing parameter',
      (official: ReturnType<typeof setUp>['official']) => official.headObject({ Key: '' }),
      'InvalidArgument',
    ],
    [
      'a file that is not there',
      (official: ReturnType<typeof setUp>['official']) => official.uploadFile({ Key: 'a', FilePath: 'wxfile://none' }),
      'File',
    ],
    [
      'a slice of a file that is not there',
      (official: ReturnType<typeof setUp>['official']) =>
        official.sliceUploadFile({ Key: 'a', FilePath: 'wxfile://none' }),
      'File',
    ],
    [
      'no list of files',
      (official: ReturnType<typeof setUp>['official']) => official.uploadFiles({ files: undefined as never }),
      'InvalidArgument',
    ],
  ])('%s ends the call', async (_, call, code) => {
    expect(await errorOf(call(setUp().official))).toMatchObject({ name: 'CosError', code })
  })

  it('an empty list of files has ended at once', async () => {
    expect(await setUp().official.uploadFiles({ files: [] })).toEqual({ files: [] })
  })

  it('a lost network is one', async () => {
    const faults = [{ times: 9, faults: [{ kind: 'unreachable' } as const] }]
    const { official } = setUp({ faults })
    expect(await errorOf(official.headObject({ Key: 'a' }))).toMatchObject({ code: 'Network', retryable: true })
  })

  it('a cancelled upload ends its call with Aborted, and those of other files go on', async () => {
    const { official, server } = setUp()
    const cancelled = official.sliceUploadFile({
      Key: 'a',
      FilePath: video,
      onTaskReady: (id) => setTimeout(() => official.cancelTask(id)),
    })
    expect(await errorOf(cancelled)).toMatchObject({ name: 'CosError', code: 'Aborted' })
    const { files } = await official.uploadFiles({
      files: [
        { Key: 'b', FilePath: cat, onTaskReady: (id) => official.cancelTask(id) },
        { Key: 'c', FilePath: dog },
      ],
    })
    expect(files).toMatchObject([{ error: { code: 'Aborted' } }, { error: null }])
    expect(official.getTaskList().map(({ state }) => state)).toEqual(['canceled', 'canceled', 'success'])
    expect(await server.object('b')).toBeUndefined()
  })

  it('a paused upload goes on when it is restarted', async () => {
    const { official, server } = setUp()
    let paused = false
    const uploaded = official.sliceUploadFile({
      Key: 'a',
      FilePath: video,
      onTaskStart: ({ id }) => {
        if (paused) return
        paused = true
        setTimeout(() => {
          official.pauseTask(id)
          setTimeout(() => official.restartTask(id), 20)
        })
      },
    })
    expect(await uploaded).toMatchObject({ Key: 'a' })
    expect(await server.object('a')).toHaveLength(3 * 1024 * 1024 + 1)
  })
})

describe('what the client learns from the official SDK', () => {
  it('a key that COS refuses is not used again', async () => {
    const { official, requests, server } = setUp({
      answer: (_, issued) =>
        requests.length === 1
          ? { ...issued, credentials: { ...issued.credentials, tmpSecretId: 'AKIDNOBODY' } }
          : { ...issued },
    })
    await server.put('a', 'x')
    expect(await errorOf(official.getObject({ Key: 'a' }))).toMatchObject({ code: 'CredentialsInvalid' })
    expect(await official.getObject({ Key: 'a' })).toMatchObject({ Body: 'x' })
    expect(requests).toHaveLength(2)
  })

  it('on a phone whose clock is behind, the time is learned, and the call succeeds', async () => {
    const { official, server } = setUp({
      serverAhead: 3_600_000,
      answer: (_, { credentials, expiredTime }) => ({ credentials, expiredTime }),
    })
    await server.put('a', 'x')
    expect(await official.getObject({ Key: 'a' })).toMatchObject({ Body: 'x' })
  })
})
