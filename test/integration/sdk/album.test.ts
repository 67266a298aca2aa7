import sharp from 'sharp'
import { COS, type CredentialsSource } from 'cos-miniprogram'
import { type SaveToAlbumParams, saveToAlbum } from 'cos-miniprogram/album'
import { errorOf } from '../../unit/sdk/set-up'
import { createWorld } from './world'

type Answer = object | undefined
interface Options {
  filePath?: string
  success?: (result: object) => void
  fail?: (failure: object) => void
}

/** What the person and the phone answer, function by function: `undefined` is a success, a list is by turns. */
interface Phone {
  saveImageToPhotosAlbum?: Answer[]
  saveVideoToPhotosAlbum?: Answer[]
  saveFileToDisk?: Answer[]
  /** The setting of the album's permission, each time that it is asked for; `'none'` where it cannot be. */
  settings?: (boolean | undefined)[] | 'none'
  /** Whether the person taps on the button that opens the settings. */
  confirm?: boolean
  system?: object
}

const jpeg = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
const webp = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .webp()
    .toBuffer()

/** A bucket with photos and a video, and a phone that answers as the test says. */
async function setUp(phone: Phone = {}, album: { saveImageToPhotosAlbum?: (options: Options) => void } = {}) {
  const world = createWorld()
  await world.server.put('sea.jpg', await jpeg(), { 'content-type': 'image/jpeg' })
  await world.server.put('sea.webp', await webp(), { 'content-type': 'image/webp' })
  await world.server.put('sea', await jpeg(), { 'content-type': 'application/octet-stream' })
  await world.server.put('waves.mp4', Buffer.from('\0\0\0\x18ftypmp42 waves', 'latin1'), {
    'content-type': 'video/mp4',
  })
  await world.server.put('notes.txt', 'no photo', { 'content-type': 'text/plain' })
  /** What was called, with the extension of the file. */
  const calls: string[] = []
  const answering =
    (name: string, answers: Answer[] = []) =>
    (options: Options) => {
      calls.push(`${name} ${/\.\w+$/.exec(options.filePath ?? '')?.[0] ?? ''}`.trim())
      const failure = answers.shift()
      void Promise.resolve().then(() => (failure ? options.fail?.(failure) : options.success?.({})))
    }
  const { settings = [true, true] } = phone
  const system = { platform: 'ios', language: 'zh_CN', ...phone.system }
  const functions = {
    saveImageToPhotosAlbum: answering('saveImageToPhotosAlbum', phone.saveImageToPhotosAlbum),
    saveVideoToPhotosAlbum: answering('saveVideoToPhotosAlbum', phone.saveVideoToPhotosAlbum),
    ...(phone.saveFileToDisk && { saveFileToDisk: answering('saveFileToDisk', phone.saveFileToDisk) }),
    ...(settings !== 'none' && {
      getSetting: ({ success }: Options) => success?.({ authSetting: { 'scope.writePhotosAlbum': settings.shift() } }),
    }),
    showModal: ({ success, ...texts }: Options & { title?: string }) => {
      calls.push(`showModal ${texts.title}`)
      success?.({ confirm: !!phone.confirm, cancel: !phone.confirm })
    },
    openSetting: ({ success }: Options) => {
      calls.push('openSetting')
      success?.({})
    },
    getDeviceInfo: () => system,
    getAppBaseInfo: () => system,
    ...album,
  }
  const cos = new COS({ ...optionsOf(world), wx: { ...world.wx, ...functions } })
  const save = (params: Partial<SaveToAlbumParams> = {}) => saveToAlbum(cos, { Key: 'sea.jpg', ...params })
  const outcome = (params?: Partial<SaveToAlbumParams>) => world.clock.run(save(params))
  const failure = (params?: Partial<SaveToAlbumParams>) => world.clock.run(errorOf(save(params)))
  const left = () => world.wx.phone.files.list().map(({ path }) => path)
  return { ...world, calls, save, outcome, failure, left }
}

/** The client of the world signs for the one under test, whose platform has an album. */
function optionsOf({ cos, clock, wx }: ReturnType<typeof createWorld>) {
  const credentials: CredentialsSource = { signUrl: ({ Method, Key, Query }) => cos.presign({ Method, Key, Query }) }
  return { Bucket: 'photos-1250000000', Region: 'ap-guangzhou', credentials, now: clock.now, timers: wx.phone.timers }
}

const denied = (text = 'auth deny') => ({ errMsg: `saveImageToPhotosAlbum:fail ${text}` })

describe('saveToAlbum saves', () => {
  it('a photo, and deletes its copy', async () => {
    const { outcome, calls, left } = await setUp()
    expect(await outcome()).toEqual({ saved: true })
    expect(calls).toEqual(['saveImageToPhotosAlbum .jpg'])
    expect(left()).toEqual([])
  })

  it('a video as a video', async () => {
    const { outcome, calls } = await setUp()
    expect(await outcome({ Key: 'waves.mp4' })).toEqual({ saved: true })
    expect(calls).toEqual(['saveVideoToPhotosAlbum .mp4'])
  })

  it('a photo whose name and type do not say what it is, by its first bytes', async () => {
    const { outcome, calls } = await setUp()
    expect(await outcome({ Key: 'sea' })).toEqual({ saved: true })
    expect(calls).toEqual(['saveImageToPhotosAlbum .jpg'])
  })

  it('WebP as it is where the phone takes it, and else as JPEG', async () => {
    const modern = await setUp()
    expect(await modern.outcome({ Key: 'sea.webp' })).toEqual({ saved: true })
    expect(modern.calls).toEqual(['saveImageToPhotosAlbum .webp'])

    const old = await setUp({ saveImageToPhotosAlbum: [denied('invalid file type')] })
    expect(await old.outcome({ Key: 'sea.webp' })).toEqual({ saved: true })
    expect(old.calls).toEqual(['saveImageToPhotosAlbum .webp', 'saveImageToPhotosAlbum .jpg'])
    expect(old.left()).toEqual([])
  })

  it('to the disk on a computer', async () => {
    const { outcome, calls } = await setUp({ saveFileToDisk: [], system: { platform: 'windows' } })
    expect(await outcome()).toEqual({ saved: true })
    expect(calls).toEqual(['saveFileToDisk .jpg'])
  })
})

describe('the permission', () => {
  it('that was refused before is asked for in the settings, after a modal in Chinese', async () => {
    const { outcome, calls } = await setUp({ settings: [false, true], confirm: true })
    expect(await outcome()).toEqual({ saved: true })
    expect(calls).toEqual(['showModal 需要相册权限', 'openSetting', 'saveImageToPhotosAlbum .jpg'])
  })

  it('is asked for in English where the phone speaks that', async () => {
    const { outcome, calls } = await setUp({ settings: [false, false], confirm: false, system: { language: 'en' } })
    expect(await outcome()).toEqual({ saved: false })
    expect(calls).toEqual(['showModal Album permission'])
  })

  it('that stays refused in the settings is a decision, and no error', async () => {
    const { outcome, left } = await setUp({ settings: [false, false], confirm: true })
    expect(await outcome()).toEqual({ saved: false })
    expect(left()).toEqual([])
  })

  it.each(['auth deny', 'auth denied', 'authorize no response'])(
    'that is refused just now (%s) is not asked for again at once',
    async (text) => {
      const { outcome, calls } = await setUp({ settings: [undefined, false], saveImageToPhotosAlbum: [denied(text)] })
      expect(await outcome()).toEqual({ saved: false })
      expect(calls).toEqual(['saveImageToPhotosAlbum .jpg'])
    },
  )

  it('is asked for after a refusal where the platform does not tell the settings', async () => {
    const { outcome } = await setUp({ settings: 'none', saveImageToPhotosAlbum: [denied()] })
    const requestPermission = jest.fn(async () => true)
    expect(await outcome({ requestPermission })).toEqual({ saved: true })
    expect(requestPermission).toHaveBeenCalledTimes(1)
  })

  it("of the app's own way of asking counts", async () => {
    const { outcome, calls } = await setUp({ settings: [false] })
    expect(await outcome({ requestPermission: () => true })).toEqual({ saved: true })
    expect(calls).toEqual(['saveImageToPhotosAlbum .jpg'])
  })

  it('that the system keeps from WeChat is an error', async () => {
    const { failure } = await setUp({ saveImageToPhotosAlbum: [denied('system permission denied')] })
    expect(await failure()).toMatchObject({ code: 'PermissionDenied' })
  })
})

describe('what is no permission', () => {
  it('a person who cancels has decided: nothing is saved, and no error', async () => {
    const { outcome, left } = await setUp({ saveImageToPhotosAlbum: [denied('cancel')] })
    expect(await outcome()).toEqual({ saved: false })
    expect(left()).toEqual([])
  })

  it.each([
    [
      { errMsg: 'saveImageToPhotosAlbum:fail privacy permission is not authorized', errno: 104 },
      'PrivacyNotAuthorized',
    ],
    [
      { errMsg: 'saveImageToPhotosAlbum:fail api scope is not declared in the privacy agreement', errno: 112 },
      'PrivacyNotDeclared',
    ],
    [{ errMsg: 'saveImageToPhotosAlbum:fail storage limit' }, 'StorageFull'],
  ])('%j is %s', async (answer, code) => {
    const { failure, left } = await setUp({ saveImageToPhotosAlbum: [answer] })
    expect(await failure()).toMatchObject({ name: 'CosError', code })
    expect(left()).toEqual([])
  })

  it('a JPEG that the album refuses is Unsupported', async () => {
    const { failure } = await setUp({ saveImageToPhotosAlbum: [denied('invalid file type')] })
    expect(await failure()).toMatchObject({ code: 'Unsupported', message: expect.stringContaining('image/jpeg') })
  })

  it('what is neither a photo nor a video is Unsupported', async () => {
    const { failure, calls, left } = await setUp()
    expect(await failure({ Key: 'notes.txt' })).toMatchObject({ code: 'Unsupported' })
    expect(calls).toEqual([])
    expect(left()).toEqual([])
  })

  it('an object that is not there is NotFound, as for a download', async () => {
    const { failure } = await setUp()
    expect(await failure({ Key: 'none.jpg' })).toMatchObject({ code: 'NotFound' })
  })
})

describe('the task', () => {
  it('tells progress and states, and is done only when the photo is saved', async () => {
    const { save, clock } = await setUp()
    const progress: number[] = []
    const states: string[] = []
    const task = save({ onProgress: ({ loaded }) => progress.push(loaded) })
    task.onStateChange((state) => states.push(state))
    await clock.run(task)
    expect(progress.length).toBeGreaterThan(0)
    expect(states.at(-1)).toBe('done')
    expect(states.filter((state) => state === 'done')).toHaveLength(1)
    expect(task.state).toBe('done')
  })

  it('can be aborted', async () => {
    const { save, clock, calls } = await setUp()
    const task = save()
    task.abort()
    expect(await clock.run(errorOf(task))).toMatchObject({ code: 'Aborted' })
    expect(task.state).toBe('aborted')
    expect(calls).toEqual([])
  })

  it('ends at once where it is aborted while the phone saves, and the copy is deleted', async () => {
    const saving: Options[] = []
    const { save, clock, left } = await setUp({}, { saveImageToPhotosAlbum: (options) => void saving.push(options) })
    const task = save()
    while (saving.length === 0) await clock.advance(100)
    task.abort()
    expect(await errorOf(task)).toMatchObject({ code: 'Aborted' })
    expect(task.state).toBe('aborted')
    saving[0]?.success?.({})
    await clock.runUntilIdle()
    expect(left()).toEqual([])
  })

  it('can be tried again after a failure', async () => {
    const { save, clock } = await setUp({
      saveImageToPhotosAlbum: [{ errMsg: 'saveImageToPhotosAlbum:fail storage limit' }],
    })
    const task = save()
    await clock.run(errorOf(task))
    expect(task.state).toBe('failed')
    expect(await clock.run(task.retry())).toEqual({ saved: true })
  })
})

it.each([undefined, null, 'sea.jpg'])('saveToAlbum refuses %j in place of parameters', async (params) => {
  const { cos } = await setUp()
  expect(() => Reflect.apply(saveToAlbum, undefined, [cos, params])).toThrow('needs an object with its parameters')
})

it('saveToAlbum refuses what is no client', () => {
  expect(() => Reflect.apply(saveToAlbum, undefined, [{}, { Key: 'sea.jpg' }])).toThrow(
    'Call it as a method of the client',
  )
})
