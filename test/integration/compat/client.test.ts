import { COS as Engine, isCosError, type PresignedRequest } from 'cos-miniprogram'
import COSByDefault, { COS } from 'cos-miniprogram/compat'
import { errorOf } from '../../unit/sdk/set-up'
import { loadOfficial } from '../official/set-up'
import { Bucket, key, Region } from '../transfer/server'
import { virtualClock } from '../../wx'
import { setUp, setUpInTime, type Options } from './set-up'

const warn = jest.spyOn(console, 'warn').mockImplementation()
beforeEach(() => warn.mockClear())
afterAll(() => warn.mockRestore())

type Callback = (err: unknown, data: unknown) => void
type AnyMethod = (params?: object | Callback, callback?: Callback) => Promise<unknown> | undefined

/** A method by its name, whether it is typed or not. */
function methodOf(cos: COS, name: string): AnyMethod {
  const method: unknown = Reflect.get(cos, name)
  if (typeof method !== 'function') throw new Error(`there is no ${name}`)
  return (...given) => Reflect.apply(method, cos, given)
}

describe('the client of compat', () => {
  it('is the default export, and the class COS', () => {
    expect(COSByDefault).toBe(COS)
    expect(setUpInTime().cos).toBeInstanceOf(COS)
  })

  it('calls back once, with null and the result, and returns nothing then', async () => {
    const { cos, clock } = setUpInTime()
    const callback = jest.fn()
    const returned: unknown = cos.putObject({ Key: 'a', Body: 'x' }, callback)
    expect(callback).not.toHaveBeenCalled()
    await clock.runUntilIdle()
    expect(returned).toBeUndefined()
    expect(callback.mock.calls).toEqual([[null, expect.objectContaining({ statusCode: 200 })]])
  })

  it.each(['headObject', 'putObject', 'uploadFile', 'getBucket', 'deleteMultipleObject', 'abortUploadTask'])(
    '%s calls back with what is wrong with its parameters, never before it has returned',
    async (name) => {
      const { cos, clock } = setUpInTime()
      for (const params of [{ Bucket: 'no bucket', Key: 'a', Body: 'x' }, null as never, 'a' as never]) {
        const callback = jest.fn()
        void methodOf(cos, name)(params, callback)
        expect(callback).not.toHaveBeenCalled()
        await clock.runUntilIdle()
        expect(callback.mock.calls).toEqual([[expect.objectContaining({ code: 'InvalidArgument' }), undefined]])
      }
    },
  )

  it('takes Bucket and Region from the client, where a call names none', async () => {
    const { cos, clock } = setUpInTime({ Bucket: 'other-1250000000', Region: 'ap-shanghai' })
    const error = await clock.run(errorOf(cos.getBucket({ Prefix: '' })))
    expect(error).toMatchObject({ url: 'https://other-1250000000.cos.ap-shanghai.myqcloud.com/' })
    const { Name } = await clock.run(cos.getBucket({ Bucket, Region, Prefix: '' }))
    expect(Name).toBe(Bucket)
  })

  it('changes nothing that it is given', async () => {
    const { cos, clock } = setUpInTime()
    const Headers = Object.freeze({ 'x-cos-meta-by': 'me' })
    const params = Object.freeze({ Key: '/a', Body: 'x', ACL: 'private', Headers, Query: Object.freeze({}) })
    await clock.run(cos.putObject(params))
    await clock.run(cos.headObject(params))
    expect(params.Key).toBe('/a')
  })

  it('can do what a Presigner can', async () => {
    const { cos, clock } = setUpInTime()
    const { Url } = await clock.run(cos.presign({ Key: 'a' }))
    expect(Url).toContain('q-signature=')
    cos.clearCredentials()
    await clock.run(cos.putObject({ Key: 'a', Body: 'x' }))
  })
})

describe('what of the official SDK is not in compat', () => {
  const official = loadOfficial(setUpInTime().wx) as unknown as { prototype: Record<string, unknown> }
  const names = Object.keys(official.prototype).filter((name) => typeof official.prototype[name] === 'function')
  const { cos } = setUpInTime()
  const known = ['putObject', 'postObject', 'uploadFile', 'uploadFiles', 'sliceUploadFile', 'getObject', 'headObject']
    .concat(['deleteObject', 'deleteMultipleObject', 'getBucket', 'putObjectCopy', 'multipartList', 'abortUploadTask'])
    .concat('getObjectUrl')

  it('is named, and the rest is there', () => {
    expect(names).toEqual(expect.arrayContaining(known))
    expect(known.filter((name) => typeof Reflect.get(cos, name) !== 'function')).toEqual([])
    expect(names.length).toBeGreaterThan(60)
  })

  it.each(names.filter((name) => !known.includes(name)))('%s fails, and says where it is', async (name) => {
    const expected = {
      code: 'Unsupported',
      message: expect.stringContaining(name),
      hint: expect.stringContaining('cos-miniprogram/official'),
    }
    const error = await errorOf(Promise.resolve(methodOf(cos, name)({ Bucket, Region })))
    expect(isCosError(error)).toBe(true)
    expect(error).toMatchObject(expected)
    const callback = jest.fn()
    void methodOf(cos, name)({ Bucket, Region }, callback)
    expect(callback.mock.calls).toEqual([[expect.objectContaining(expected), undefined]])
  })
})

describe('the options of compat', () => {
  const create = (options: object) =>
    new COS({ SecretId: 'a', SecretKey: 'b', SecurityToken: 'c', ...options } as Options)

  it.each([
    ['ChunkRetryTimes', 3],
    ['Timeout', 10_000],
    ['SystemClockOffset', 1000],
    ['CorrectClockSkew', false],
    ['ForceSignHost', false],
    ['AutoSwitchHost', true],
    ['UploadAddMetaMd5', true],
    ['SimpleUploadMethod', 'postObject'],
    ['HttpDNSServiceId', 'x'],
    ['BeaconReporter', {}],
    ['Misspelled', 1],
  ])('%s is not honoured, which is said once, by name', (name, value) => {
    create({ [name]: value })
    create({ [name]: value })
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`${name} `)]])
  })

  it('that are honoured, or turn off what is not there, need no word', () => {
    create({ SliceSize: 1, ChunkSize: 1, FileParallelLimit: 1, ChunkParallelLimit: 1, ProgressInterval: 1 })
    create({
      UploadQueueSize: 1,
      Domain: '',
      Protocol: 'https:',
      UseAccelerate: false,
      SimpleUploadMethod: 'putObject',
    })
    create({ CorrectClockSkew: true, ForceSignHost: true, UploadCheckContentMd5: false, Timeout: 0, ClsReporter: null })
    expect(warn).not.toHaveBeenCalled()
  })

  it('ForcePathStyle is refused, as the official SDK does', () => {
    expect(() => create({ ForcePathStyle: true })).toThrow('ForcePathStyle')
  })

  it.each([undefined, null, 'x', {}])('%p is no client', (options) => {
    expect(() => new COS(options as never)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }))
  })

  it('say where requests go', async () => {
    const { cos, clock, wx } = setUpInTime({ Domain: 'files.example.com', Protocol: 'http:' })
    await clock.run(cos.putObject({ Key: 'a', Body: 'x' }))
    await clock.run(cos.postObject({ Key: 'b', FilePath: 'wxfile://tmp_cat.jpg' }))
    expect(wx.phone.requests.map(({ url }) => url.replace(/\?.*/, ''))).toEqual([
      'http://files.example.com/a',
      'http://files.example.com/',
    ])
  })

  it('a form is sent with the signature of signUrl, which is for the bucket and names no key', async () => {
    const clock = virtualClock()
    const signUrl = jest.fn(async ({ Url, Method, Headers }: PresignedRequest) => {
      const signature = COS.getAuthorization({
        ...key,
        Method,
        Pathname: '/',
        Headers: { ...Headers, Host: new URL(Url).host },
        Expires: 900,
        now: clock.now,
      })
      return { Url: `${Url}?${signature}`, Method, Headers, ExpiredTime: clock.now() / 1000 + 900 }
    })
    const { cos, server, ...world } = setUpInTime({ getAuthorization: undefined, credentials: { signUrl } } as never)
    await world.clock.run(cos.postObject({ Key: 'b', FilePath: 'wxfile://tmp_cat.jpg', CacheControl: 'no-cache' }))
    expect(await server.headers('b')).toMatchObject({ 'cache-control': 'no-cache' })
    expect(signUrl.mock.calls).toEqual([[expect.objectContaining({ Method: 'POST', Key: '' })]])
  })

  it('a parameter that nothing takes is named, once', async () => {
    const { cos, clock } = setUpInTime()
    const misspelled: object = { UploadAddMetaMd5Too: true }
    await clock.run(cos.putObject({ Key: 'a', Body: 'x', ACL: 'private', ContentLength: 1, ...misspelled } as never))
    await clock.run(cos.headObject({ Key: 'a', VersionId: '', IfModifiedSince: '', ...misspelled }))
    expect(warn.mock.calls).toEqual([[expect.stringContaining('UploadAddMetaMd5Too ')]])
  })
})

describe('where the official SDK is wrong, compat is not', () => {
  it('a backend that never answers fails the call', async () => {
    const { cos, clock } = setUpInTime({ getAuthorization: () => {} })
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({ code: 'CredentialsTimeout' })
    expect(await clock.run(errorOf(cos.putObject({ Key: 'a', Body: 'x' })))).toMatchObject({
      code: 'CredentialsTimeout',
    })
  })

  it.each([
    ['junk', {}],
    ['nothing', undefined],
  ])('a backend that answers %s fails the call', async (_, answer) => {
    const { cos, clock } = setUpInTime({ getAuthorization: (_request, callback) => callback(answer as never) })
    expect(await clock.run(errorOf(cos.postObject({ Key: 'a', FilePath: 'wxfile://tmp_cat.jpg' })))).toMatchObject({
      code: 'CredentialsFailed',
    })
  })

  it('a URL of credentials that were kept for a while is not over before it is made', async () => {
    const { cos, clock } = setUpInTime()
    await clock.run(cos.presign({ Key: 'a' }))
    await clock.advance(800_000)
    const url = cos.getObjectUrl({ Key: 'a', Expires: 60 })
    const [, end] = /q-sign-time=\d+%3B(\d+)/.exec(url) ?? []
    expect(Number(end)).toBe(Math.floor(clock.now() / 1000) + 60)
  })

  it('a URL that is asked for with the key held is signed, without a callback, too', async () => {
    const { cos, clock } = setUpInTime()
    await clock.run(cos.putObject({ Key: 'a', Body: 'x' }))
    expect(cos.getObjectUrl({ Key: '/a' })).toMatch(/myqcloud\.com\/a\?.*q-signature=/)
    expect(cos.getObjectUrl({ Key: 'a', Sign: false })).toMatch(/\/a$/)
  })

  it('a URL that cannot be made has an error like any other', async () => {
    const { cos, clock } = setUpInTime()
    const callback = jest.fn()
    cos.getObjectUrl({ Key: 'a', Bucket: 'none' }, callback)
    await clock.runUntilIdle()
    expect(callback.mock.calls).toEqual([
      [
        expect.objectContaining({
          code: 'InvalidArgument',
          error: expect.objectContaining({ Code: 'InvalidArgument' }),
        }),
        undefined,
      ],
    ])
  })

  it('fifty calls at once ask for credentials once', async () => {
    const asked = jest.fn()
    const { cos, clock } = setUpInTime({
      credentials: { getCredentials: async () => void asked() as never },
      getAuthorization: undefined,
    } as Partial<Options>)
    await clock.run(Promise.all(Array.from({ length: 50 }, (_, index) => errorOf(cos.headObject({ Key: `${index}` })))))
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('an object that looks like an error of COS is an object', async () => {
    const { cos, clock, server } = setUpInTime()
    await server.put('a.xml', '<Error><Code>Example</Code></Error>')
    expect(await clock.run(cos.getObject({ Key: 'a.xml' }))).toMatchObject({
      Body: '<Error><Code>Example</Code></Error>',
    })
  })
})

describe('COS.getAuthorization of compat', () => {
  it('is that of the main entry, and of the official SDK', () => {
    const { wx } = setUp('compat')
    const Official = loadOfficial(wx) as unknown as typeof COS
    const params = { SecretId: 'a', SecretKey: 'b', Method: 'PUT', Pathname: '/照片 1.jpg', KeyTime: '1;2' } as const
    expect(COS.getAuthorization(params)).toBe(Official.getAuthorization(params))
    expect(COS.getAuthorization(params)).toBe(Engine.getAuthorization(params))
  })
})
