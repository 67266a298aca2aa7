import { COS, type COSOptions, isCosError } from 'cos-miniprogram'
import { saveToAlbum } from 'cos-miniprogram/album'
import { createTestWx, generatedFile, type TestWx, type TestWxOptions } from 'cos-miniprogram/testing'

const credentials = { url: 'https://api.example.com/cos/credentials' }
const where = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }
const photo = new Uint8Array([0xff, 0xd8, 0xff, 1, 2, 3])
const FilePath = 'wxfile://tmp_cat.jpg'

const clientOf = (phone: TestWx, options: Partial<COSOptions> = {}): COS =>
  new COS({ ...phone.clientOptions, ...where, credentials, ...options })

/** A phone whose time is the test's, and a client on it. */
function setUp(options: TestWxOptions = {}) {
  const phone = createTestWx({ time: 'virtual', files: { [FilePath]: photo }, ...options })
  return { ...phone, cos: clientOf(phone), again: (more?: Parameters<TestWx['restart']>[0]) => phone.restart(more) }
}

const codeOf = (ending: Promise<unknown>): Promise<unknown> =>
  ending.then(
    () => 'success',
    (error: unknown) => (isCosError(error) ? error.code : error),
  )

describe('the bucket', () => {
  it('holds what the app has uploaded, with its headers', async () => {
    const { cos, clock, bucket } = setUp()
    await clock.run(cos.uploadFile({ Key: 'u/1/cat.jpg', FilePath, Metadata: { album: 'pets' } }))
    expect(await bucket.get('u/1/cat.jpg')).toStrictEqual(photo)
    expect(await bucket.head('u/1/cat.jpg')).toMatchObject({ 'content-type': 'image/jpeg', 'x-cos-meta-album': 'pets' })
  })

  it('has from the start what the options say, for the first request too', async () => {
    const { cos, clock, phone } = setUp({ objects: { 'sea.jpg': photo, 'notes.txt': '你好' } })
    const { FilePath: path } = await clock.run(cos.downloadFile({ Key: 'sea.jpg' }))
    expect(phone.readFile(path)).toStrictEqual(photo)
    const { FilePath: notes } = await clock.run(cos.downloadFile({ Key: 'notes.txt' }))
    expect(Buffer.from(phone.readFile(notes) ?? []).toString()).toBe('你好')
  })

  it('is changed behind the back of the app', async () => {
    const { bucket } = setUp()
    await bucket.put('a b/你.txt', 'one', { 'content-type': 'text/plain' })
    await bucket.put('a b/z+&.txt', 'two')
    await bucket.put('c.txt', generatedFile(2_000_000))
    expect(await bucket.keys()).toEqual(['a b/z+&.txt', 'a b/你.txt', 'c.txt'])
    expect(await bucket.keys('a b/')).toEqual(['a b/z+&.txt', 'a b/你.txt'])
    await bucket.delete('a b/你.txt')
    expect(await bucket.get('a b/你.txt')).toBeUndefined()
    expect(await bucket.head('a b/你.txt')).toBeUndefined()
  })

  it('lists more than a thousand keys', async () => {
    const objects = Object.fromEntries(Array.from({ length: 1100 }, (_, index) => [`k/${1000 + index}`, '']))
    const { bucket } = setUp({ objects })
    expect(await bucket.keys()).toEqual(Object.keys(objects))
  })

  it('rejects in the words of COS what COS refuses', async () => {
    const { bucket } = setUp()
    await expect(bucket.put('a'.repeat(851), 'x')).rejects.toThrow('850')
    await expect(bucket.put('a', 'x', { 'content-md5': 'no' })).rejects.toThrow(/^COS answered 400: .*InvalidDigest/s)
  })

  it('answers under a domain of its own, and under no other name', async () => {
    const phone = createTestWx({ time: 'virtual', files: { [FilePath]: photo }, Domain: 'files.example.com' })
    const upload = (Domain: string) => clientOf(phone, { Domain }).uploadFile({ Key: 'a.jpg', FilePath })
    await phone.clock.run(upload('files.example.com'))
    expect(await phone.bucket.keys()).toEqual(['a.jpg'])
    expect(await phone.clock.run(codeOf(upload('other.example.com')))).toBe('Network')
  })

  it('tells the uploads in parts that nobody has ended', async () => {
    const { cos, clock, bucket, phone } = setUp({ bytesPerSecond: 1_000_000 })
    phone.putFile('wxfile://tmp_video.mp4', generatedFile(30_000_000))
    const task = cos.uploadFile({ Key: 'video.mp4', FilePath: 'wxfile://tmp_video.mp4' })
    await clock.advance(5000)
    expect(await bucket.uploads()).toEqual([{ Key: 'video.mp4', UploadId: expect.any(String) }])
    await clock.run(task)
    expect(await bucket.uploads()).toEqual([])
  })
})

describe('the backend', () => {
  it('tells what it was asked for, and gives no more than that', async () => {
    const { cos, clock, backend } = setUp({ objects: { 'a.jpg': photo } })
    await clock.run(cos.headObject({ Key: 'a.jpg' }))
    expect(backend.requests).toEqual([{ ...where, Key: 'a.jpg', Actions: ['name/cos:HeadObject'] }])
  })

  it('gives credentials for one folder alone', async () => {
    const { cos, clock } = setUp({ credentials: { prefix: 'u/1/' } })
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'u/1/a.jpg', FilePath })))).toBe('success')
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'u/2/a.jpg', FilePath })))).toBe('CredentialsFailed')
  })

  it('knows who asks by the headers, and nobody without', async () => {
    const prefix = ({ authorization }: Readonly<Record<string, string>>) => authorization && `u/${authorization}/`
    const phone = createTestWx({ time: 'virtual', credentials: { prefix }, files: { [FilePath]: photo } })
    const as = (name?: string) =>
      clientOf(phone, { credentials: { ...credentials, headers: name ? { Authorization: name } : {} } })
    const upload = (cos: COS) => phone.clock.run(codeOf(cos.uploadFile({ Key: 'u/ann/a.jpg', FilePath })))
    expect(await upload(as('ann'))).toBe('success')
    expect(await upload(as('bob'))).toBe('CredentialsFailed')
    expect(await upload(as())).toBe('CredentialsFailed')
  })

  it.each([401, 403])('refuses once with %i where the test says so', async (status) => {
    const { cos, clock, backend } = setUp()
    backend.refuse(status)
    const refused = cos.uploadFile({ Key: 'a.jpg', FilePath })
    await expect(clock.run(refused)).rejects.toMatchObject({ code: 'CredentialsFailed', statusCode: status })
    await clock.advance(60_000)
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'a.jpg', FilePath })))).toBe('success')
  })

  it('answers a GET, and a function instead of a request', async () => {
    const phone = createTestWx({ time: 'virtual', files: { [FilePath]: photo }, credentials: { prefix: 'u/1/' } })
    const { getCredentials } = phone.backend
    for (const source of [{ ...credentials, method: 'GET' as const }, { getCredentials }]) {
      const cos = clientOf(phone, { credentials: source })
      expect(await phone.clock.run(codeOf(cos.uploadFile({ Key: 'u/1/a.jpg', FilePath })))).toBe('success')
      expect(await phone.clock.run(codeOf(cos.uploadFile({ Key: 'u/2/a.jpg', FilePath })))).toBe('CredentialsFailed')
    }
    expect(new Set(phone.backend.requests.map(({ Actions }) => String(Actions)))).toEqual(
      new Set(['name/cos:PutObject']),
    )
  })

  it('is replaced by a backend of the app, which signs with the key or asks STS', async () => {
    const servers = {
      'api.example.com': async () => ({ body: await phone.backend.issue(policy, 900) }),
    }
    const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:*'], resource: ['*'] }] }
    const phone: TestWx = createTestWx({ time: 'virtual', servers, files: { [FilePath]: photo } })
    const own = clientOf(phone, { credentials: { url: 'https://api.example.com/keys' } })
    expect(await phone.clock.run(codeOf(own.uploadFile({ Key: 'a.jpg', FilePath })))).toBe('success')
    expect(phone.backend.requests).toEqual([])
    const host = 'photos-1250000000.cos.ap-guangzhou.myqcloud.com'
    const signed = { ...phone.backend.key, Key: 'a.jpg', Headers: { host }, now: phone.clock.now }
    const authorization = COS.getAuthorization(signed)
    const url = `https://${host}/a.jpg`
    const answer = new Promise((success) => phone.wx.request({ url, header: { authorization }, success }))
    expect(await phone.clock.run(answer)).toMatchObject({ statusCode: 200 })
  })
})

describe('a server of the app', () => {
  it('sees the request as it came, beside the credentials', async () => {
    const seen: unknown[] = []
    const { wx, clock, cos } = setUp({
      servers: {
        'api.example.com': (request) => {
          seen.push({ ...request, headers: request.headers['x-own'], body: request.body.length })
          return { status: 201, headers: { 'X-Answer': 'yes' }, body: { token: 'a' } }
        },
      },
    })
    const answer = new Promise((success) =>
      wx.request({
        url: 'https://api.example.com/login?a=%20b',
        method: 'POST',
        header: { 'X-Own': '1' },
        data: '{"code":"c"}',
        success,
      }),
    )
    expect(await clock.run(answer)).toMatchObject({ statusCode: 201, data: { token: 'a' } })
    expect(seen).toEqual([
      { method: 'POST', path: '/login', query: { a: ' b' }, headers: '1', body: 12, json: { code: 'c' } },
    ])
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'a.jpg', FilePath })))).toBe('success')
  })

  it('that throws is a connection that is lost, and what it threw is kept', async () => {
    const mistake = new Error('a mistake in the server')
    const { wx, clock, phone } = setUp({
      servers: {
        'other.example.com': () => {
          throw mistake
        },
      },
    })
    const failure = new Promise((fail) => wx.request({ url: 'https://other.example.com/', fail }))
    expect(await clock.run(failure)).toMatchObject({ errMsg: expect.stringContaining('request:fail') })
    expect(phone.requests).toEqual([expect.objectContaining({ serverError: mistake })])
  })
})

describe('what goes wrong', () => {
  it.each([
    [{ kind: 'silence' }, 'Timeout'],
    [{ kind: 'unreachable' }, 'Network'],
    [{ kind: 'refuse', status: 403, code: 'AccessDenied', message: 'no' }, 'AccessDenied'],
    [{ kind: 'noCallback' }, 'Timeout'],
  ] as const)('%j ends as %s, in no time', async (fault, code) => {
    const before = performance.now()
    const { cos, clock } = setUp({ faults: [{ url: /myqcloud/, times: Infinity, faults: [fault] }] })
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'a.jpg', FilePath })))).toBe(code)
    expect(performance.now() - before).toBeLessThan(10_000)
  })

  it('is added in the middle of a test', async () => {
    const { cos, clock, phone, bucket } = setUp()
    phone.addFault({ method: 'PUT', faults: [{ kind: 'loseAnswer' }] })
    await clock.run(cos.uploadFile({ Key: 'a.jpg', FilePath }))
    expect(phone.requests.map(({ method, statusCode }) => [method, statusCode])).toEqual([
      ['POST', 200],
      ['PUT', undefined],
      ['PUT', 200],
    ])
    expect(await bucket.keys()).toEqual(['a.jpg'])
  })

  it('is what a person does: transfers wait while the network is away, or the app', async () => {
    const { cos, clock, phone } = setUp()
    phone.goOffline()
    const task = cos.uploadFile({ Key: 'a.jpg', FilePath })
    await clock.advance(10_000)
    expect([task.state, task.pauseReason]).toEqual(['paused', 'offline'])
    phone.goOnline()
    await clock.run(task)
    phone.hide()
    const other = cos.uploadFile({ Key: 'b.jpg', FilePath })
    await clock.advance(10_000)
    expect([other.state, other.pauseReason]).toEqual(['paused', 'hidden'])
    phone.show()
    await clock.run(other)
  })

  it('is a full phone, a file that is gone, and a domain that is on no list', async () => {
    const { cos, clock, phone } = setUp({
      objects: { 'a.jpg': photo },
      domains: { request: ['https://api.example.com'] },
    })
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'a.jpg', FilePath })))).toBe('DomainNotAllowed')
    phone.deleteFile(FilePath)
    expect(phone.files).toEqual([])
    expect(await clock.run(codeOf(cos.uploadFile({ Key: 'b.jpg', FilePath })))).toBe('File')
    const roomy = setUp({ objects: { 'a.jpg': photo } })
    roomy.phone.setStorageFull(true)
    expect(await roomy.clock.run(codeOf(roomy.cos.downloadFile({ Key: 'a.jpg' })))).toBe('StorageFull')
    roomy.phone.setStorageFull(false)
    expect(await roomy.clock.run(codeOf(roomy.cos.downloadFile({ Key: 'a.jpg' })))).toBe('success')
  })
})

describe('the next start of the app', () => {
  it('goes on with an upload on the same phone and the same COS', async () => {
    const first = setUp({ bytesPerSecond: 1_000_000, files: { 'wxfile://usr/video.mp4': generatedFile(30_000_000) } })
    const params = { Key: 'video.mp4', FilePath: 'wxfile://usr/video.mp4' }
    void first.cos.uploadFile(params)
    await first.clock.advance(20_000)
    const next = first.again()
    const sent = () => next.phone.requests.filter(({ url }) => url.includes('partNumber')).length
    const before = sent()
    await next.clock.run(clientOf(next).uploadFile(params))
    expect(await next.bucket.get('video.mp4')).toStrictEqual(generatedFile(30_000_000).bytes(0, 30_000_000))
    expect(sent() - before).toBeLessThan(before)
    expect(next.bucket).toBe(first.bucket)
  })

  it('finds no temporary files where the platform has deleted them', () => {
    expect(setUp().again({ temporaryFiles: 'gone' }).phone.files).toEqual([])
    expect(setUp().again().phone.files).toEqual([FilePath])
  })
})

describe('saveToAlbum', () => {
  it('saves a photo, and asks again in the settings after a refusal', async () => {
    const { cos, clock, phone, person } = setUp({ objects: { 'a.jpg': photo }, person: { grants: false } })
    person.confirms = false
    expect(await clock.run(saveToAlbum(cos, { Key: 'a.jpg' }))).toEqual({ saved: false })
    expect(await clock.run(saveToAlbum(cos, { Key: 'a.jpg' }))).toEqual({ saved: false })
    expect(phone.shown).toMatchObject([{ api: 'showModal', options: { title: '需要相册权限' } }])
    person.confirms = true
    expect(await clock.run(saveToAlbum(cos, { Key: 'a.jpg' }))).toEqual({ saved: true })
    expect(phone.album).toEqual([{ kind: 'image', bytes: photo }])
  })
})

describe('an option', () => {
  it.each([
    [{ file: {} }, /has no option file; it has Bucket, /],
    [{ Bucket: 'photos' }, /Bucket must look like photos-1250000000, not photos\./],
    [{ faults: { times: 1 } }, /faults must be a list\./],
    [{ time: 'fake' }, /time must be 'real' or 'virtual', not fake\./],
    [{ credentials: { url: '/cos' } }, /credentials\.url must be an address .*, not \/cos\./],
  ])('%j is refused with a reason', (options, message) => {
    expect(() => createTestWx(options as TestWxOptions)).toThrow(message)
  })
})
