import type { UploadProgress, UploadTask } from 'cos-miniprogram/compat'
import { errorOf } from '../../unit/sdk/set-up'
import { setUpInTime } from './set-up'

const FilePath = 'wxfile://tmp_video.mp4'
const cat = 'wxfile://tmp_cat.jpg'
const MIB = 1024 * 1024
const SIZE = 3 * MIB + 1
const slow = [{ times: 99, faults: [{ kind: 'bandwidth', bytesPerSecond: MIB / 4 } as const] }]
const unreachable = { kind: 'unreachable' } as const

const statesOf = (cos: { getTaskList(): UploadTask[] }) => cos.getTaskList().map(({ state }) => state)

describe('an upload of compat', () => {
  it('is told of with its id, its turn, its progress and its end', async () => {
    const { cos, clock, where } = setUpInTime({ ProgressInterval: 0 }, slow)
    const told: string[] = []
    const progress: UploadProgress[] = []
    const uploaded = cos.uploadFile({
      Key: 'a.mp4',
      FilePath,
      onTaskReady: (id) => told.push(`ready ${id === cos.getTaskList()[0]?.id}`),
      onTaskStart: ({ Key, state }) => told.push(`start ${Key} ${state}`),
      onProgress: (each) => progress.push(each),
      onFileFinish: (err, data, options) => told.push(`finish ${err} ${data?.Key} ${options.Key} ${!!options.TaskId}`),
    })
    expect(cos.getTaskList()).toMatchObject([{ ...where, Key: 'a.mp4', FilePath, state: 'waiting', error: null }])
    expect(cos.isUploadRunning()).toBe(true)
    await clock.run(uploaded)
    expect(told).toEqual(['ready true', 'start a.mp4 checking', 'finish null a.mp4 a.mp4 true'])
    expect(progress.map(({ loaded }) => loaded)).toEqual([MIB, 2 * MIB, 3 * MIB, SIZE])
    expect(progress.map(({ percent }) => percent)).toEqual([0.33, 0.66, 0.99, 1])
    for (const each of progress) expect(each).toEqual({ ...each, total: SIZE, speed: expect.any(Number) })
    expect(cos.getTaskList()).toMatchObject([{ state: 'success', loaded: SIZE, size: SIZE, percent: 1 }])
    expect(cos.isUploadRunning()).toBe(false)
  })

  it('tells of its progress once in ProgressInterval, and at the end', async () => {
    const { cos, clock } = setUpInTime({ ProgressInterval: 10_000 }, slow)
    const loaded: number[] = []
    await clock.run(cos.uploadFile({ Key: 'a', FilePath, onProgress: (each) => loaded.push(each.loaded) }))
    expect(loaded).toEqual([MIB, SIZE])
  })

  it('that is cancelled, even twice, ends its call with Aborted, and leaves nothing', async () => {
    const { cos, clock, server } = setUpInTime({}, slow)
    const uploaded = errorOf(cos.sliceUploadFile({ Key: 'a', FilePath, onProgress: () => cancel() }))
    const cancel = () => {
      const ids = cos.getTaskList().map(({ id }) => id)
      for (const id of [...ids, ...ids]) cos.cancelTask(id)
    }
    expect(await clock.run(uploaded)).toMatchObject({ code: 'Aborted', error: { Code: 'Aborted' } })
    expect(statesOf(cos)).toEqual(['canceled'])
    await clock.runUntilIdle()
    expect(await server.uploads()).toEqual([])
    expect(await server.object('a')).toBeUndefined()
  })

  it('that is cancelled at once never begins', async () => {
    const { cos, clock, wx } = setUpInTime()
    const uploaded = errorOf(cos.putObject({ Key: 'a', Body: 'x', onTaskReady: (id) => cos.cancelTask(id) }))
    expect(await clock.run(uploaded)).toMatchObject({ code: 'Aborted' })
    await clock.runUntilIdle()
    expect(wx.phone.requests).toEqual([])
    expect(statesOf(cos)).toEqual(['canceled'])
  })

  it.each(['uploadFile', 'postObject'] as const)(
    'by %s that is paused goes on when it is restarted',
    async (method) => {
      const { cos, clock, server } = setUpInTime({}, slow)
      const ended = jest.fn()
      const uploaded = cos[method]({ Key: 'a', FilePath })
      void uploaded.then(ended)
      await clock.advance(1500)
      const [{ id } = { id: '' }] = cos.getTaskList()
      cos.pauseTask(id)
      await clock.advance(60_000)
      expect(statesOf(cos)).toEqual(['paused'])
      expect(cos.isUploadRunning()).toBe(false)
      expect(ended).not.toHaveBeenCalled()
      cos.restartTask(id)
      expect(cos.isUploadRunning()).toBe(true)
      await clock.run(uploaded)
      expect(await server.object('a')).toHaveLength(SIZE)
      expect(statesOf(cos)).toEqual(['success'])
    },
  )

  it('that is paused before it begins uploads when it is restarted', async () => {
    const { cos, clock, server, wx } = setUpInTime()
    const uploaded = cos.putObject({ Key: 'a', Body: 'x', onTaskReady: (id) => cos.pauseTask(id) })
    await clock.runUntilIdle()
    expect(wx.phone.requests).toEqual([])
    cos.getTaskList().forEach(({ id }) => cos.restartTask(id))
    await clock.run(uploaded)
    expect(String(await server.object('a'))).toBe('x')
  })

  it('that has failed is tried again by restartTask, and calls back again', async () => {
    const refuse = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied.' } as const
    const { cos, clock, server } = setUpInTime({}, [{ method: 'PUT', times: 2, faults: [refuse] }])
    const called = jest.fn()
    cos.putObject({ Key: 'a', Body: 'x' }, called)
    await clock.runUntilIdle()
    expect(called.mock.calls).toEqual([[expect.objectContaining({ code: 'AccessDenied', statusCode: 403 }), undefined]])
    expect(cos.getTaskList()).toMatchObject([{ state: 'error', error: { error: { Code: 'AccessDenied' } } }])
    cos.getTaskList().forEach(({ id }) => cos.restartTask(id))
    await clock.runUntilIdle()
    expect(called.mock.calls.slice(1)).toEqual([[null, expect.objectContaining({ statusCode: 200 })]])
    expect(cos.getTaskList()).toMatchObject([{ state: 'success', error: null }])
    expect(String(await server.object('a'))).toBe('x')
  })

  it('that has failed can be cancelled; what is done cannot, nor can it be done again', async () => {
    const refuse = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied.' } as const
    const { cos, clock, wx } = setUpInTime({}, [{ method: 'PUT', times: 2, faults: [refuse] }])
    const called = jest.fn()
    cos.putObject({ Key: 'a', Body: 'x' }, called)
    await clock.runUntilIdle()
    cos.putObject({ Key: 'b', Body: 'x' }, called)
    await clock.runUntilIdle()
    const sent = wx.phone.requests.length
    for (const steer of ['cancelTask', 'pauseTask', 'restartTask'] as const) {
      cos.getTaskList().forEach(({ id }) => cos[steer](id))
      await clock.runUntilIdle()
      expect(statesOf(cos)).toEqual(['canceled', 'success'])
    }
    expect(called).toHaveBeenCalledTimes(2)
    expect(wx.phone.requests).toHaveLength(sent)
  })

  it('goes on where it was when the app was hidden, as those of the main entry do', async () => {
    const { cos, clock, server } = setUpInTime({}, [
      ...slow,
      { method: 'PUT', after: 1, faults: [{ kind: 'hide', milliseconds: 60_000 }] },
    ])
    await clock.run(cos.uploadFile({ Key: 'a', FilePath }))
    expect(await server.object('a')).toHaveLength(SIZE)
  })

  it('by postObject is tried again where the network is lost', async () => {
    const { cos, clock, server } = setUpInTime({}, [{ api: 'uploadFile', times: 3, faults: [unreachable] }])
    await clock.run(cos.postObject({ Key: 'a.jpg', FilePath: cat }))
    expect(String(await server.object('a.jpg'))).toBe('a picture of a cat')
  })

  it('by postObject stores its headers, and says what COS refuses', async () => {
    const { cos, clock, server } = setUpInTime()
    const Key = '照片/${filename} 1.jpg'
    await clock.run(
      cos.postObject({
        Key,
        FilePath: cat,
        ContentType: 'image/x-cat',
        CacheControl: 'no-cache',
        'x-cos-meta-by': 'me',
      }),
    )
    expect(await server.headers('照片/tmp_cat.jpg 1.jpg')).toMatchObject({
      'content-type': 'image/x-cat',
      'cache-control': 'no-cache',
      'x-cos-meta-by': 'me',
    })
    const forbidden = cos.postObject({ Key: '照片/tmp_cat.jpg 1.jpg', FilePath: cat, ForbidOverwrite: true })
    expect(await clock.run(errorOf(forbidden))).toMatchObject({
      code: 'AlreadyExists',
      error: { Code: 'FileAlreadyExists' },
    })
  })
})

describe('the list of uploads', () => {
  it('is told of whenever it changes, until nobody listens', async () => {
    const { cos, clock } = setUpInTime()
    const seen: string[] = []
    const listener = ({ list }: { list: UploadTask[] }) => seen.push(list.map(({ state }) => state).join())
    cos.on('list-update', listener)
    await clock.run(cos.putObject({ Key: 'a', Body: 'x' }))
    await clock.runUntilIdle()
    expect(seen[0]).toBe('waiting')
    expect(seen).toContain('checking')
    expect(seen.at(-1)).toBe('success')
    const before = seen.length
    cos.off('list-update', listener)
    await clock.run(cos.putObject({ Key: 'b', Body: 'x' }))
    expect(seen).toHaveLength(before)
  })

  it('keeps to FileParallelLimit; what is paused leaves its place to others', async () => {
    const { cos, clock } = setUpInTime({ FileParallelLimit: 1 }, slow)
    const uploads = ['a', 'b', 'c'].map((Key) => cos.sliceUploadFile({ Key, FilePath }))
    await clock.advance(1500)
    expect(statesOf(cos)).toEqual(['checking', 'waiting', 'waiting'])
    const [first, second] = cos.getTaskList().map(({ id }) => id)
    if (!first || !second) throw new Error('the list is too short')
    cos.cancelTask(second)
    cos.pauseTask(first)
    await clock.advance(1500)
    expect(statesOf(cos)).toEqual(['paused', 'canceled', 'checking'])
    expect(await errorOf(Promise.resolve(uploads[1]))).toMatchObject({ code: 'Aborted' })
    cos.restartTask(first)
    await clock.run(Promise.all([uploads[0], uploads[2]]))
    expect(statesOf(cos)).toEqual(['success', 'canceled', 'success'])
  })

  it('forgets the oldest that have ended where there are more than UploadQueueSize', async () => {
    const { cos, clock } = setUpInTime({ UploadQueueSize: 2 })
    for (const Key of ['a', 'b', 'c']) await clock.run(cos.putObject({ Key, Body: 'x' }))
    await clock.runUntilIdle()
    expect(cos.getTaskList().map(({ Key }) => Key)).toEqual(['b', 'c'])
  })

  it('hands out copies: nobody can change it', async () => {
    const { cos, clock } = setUpInTime()
    await clock.run(cos.putObject({ Key: 'a', Body: 'x' }))
    cos.getTaskList().forEach((task) => Object.assign(task, { state: 'error' }))
    expect(statesOf(cos)).toEqual(['success'])
  })

  it('takes ids that it does not know for what they are', () => {
    const { cos } = setUpInTime()
    cos.cancelTask('none')
    cos.pauseTask('none')
    cos.restartTask('none')
    expect(cos.getTaskList()).toEqual([])
  })
})

describe('uploadFiles of compat', () => {
  it('tells of each file, and of all together', async () => {
    const { cos, clock } = setUpInTime({ ProgressInterval: 0 })
    const told: string[] = []
    const progress: UploadProgress[] = []
    const { files } = await clock.run(
      cos.uploadFiles({
        files: [
          { Key: 'a.jpg', FilePath: cat, onFileFinish: (err, _data, { Key }) => told.push(`own ${err} ${Key}`) },
          { Key: 'b.mp4', FilePath },
          { Key: 'c.jpg', FilePath: 'wxfile://none' },
        ],
        SliceSize: 10 * MIB,
        onProgress: (each) => progress.push(each),
        onFileFinish: (err, data, { Key, Index }) => told.push(`${Index} ${Key} ${err?.code} ${data?.statusCode}`),
      }),
    )
    expect(files).toMatchObject([
      { error: null, data: { statusCode: 200 }, options: { Key: 'a.jpg', Index: 0 } },
      { error: null, data: { statusCode: 200 }, options: { Key: 'b.mp4', Index: 1 } },
      { error: { code: 'File' }, options: { Key: 'c.jpg', Index: 2 } },
    ])
    expect(told.sort()).toEqual([
      '0 a.jpg undefined 200',
      '1 b.mp4 undefined 200',
      '2 c.jpg File undefined',
      'own null a.jpg',
    ])
    expect(progress.at(-1)).toMatchObject({ loaded: SIZE + 18, total: SIZE + 18, percent: 1 })
    expect(cos.getTaskList()).toHaveLength(3)
  })

  it('of nothing has ended at once', async () => {
    expect(await setUpInTime().cos.uploadFiles({ files: [] })).toEqual({ files: [] })
  })
})
