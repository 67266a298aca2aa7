import { COS } from 'cos-miniprogram'
import { Bucket, HOST, Region, SecretId, SecretKey, START, temporary } from './example'
import { readUrl } from './reference-signature'
import { errorOf, setUp } from './set-up'

/** As Vue's `reactive()`: all objects that are reached through it are proxies themselves; functions are not. */
function reactive<Type extends object>(target: Type): Type {
  return new Proxy(target, {
    get(object, name, receiver: unknown) {
      const value: unknown = Reflect.get(object, name, receiver)
      return typeof value === 'object' && value !== null ? reactive(value) : value
    },
  })
}

describe('a client works', () => {
  it.each<[string, <Type extends object>(client: Type) => Type]>([
    ["inside of Vue's reactive()", (client) => reactive({ client }).client],
    ['behind any Proxy', (client) => new Proxy(client, {})],
    ['as the prototype of another object', (client) => Object.create(client)],
  ])('%s', async (_, wrap) => {
    const { cos, requests } = setUp()
    const wrapped = wrap(cos)
    await expect(wrapped.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
    expect(readUrl(wrapped.getObjectUrl({ Key: 'a' })).signature).toMatch(/^[0-9a-f]{40}$/)
    wrapped.clearCredentials()
    await wrapped.presign({ Key: 'a' })
    expect(requests).toHaveLength(2)
  })
})

describe('a wrong call is InvalidArgument, and no TypeError', () => {
  const { cos } = setUp()
  /** Calls as plain JavaScript can. */
  const call = (client: unknown, method: string, ...given: unknown[]): Promise<unknown> =>
    Reflect.apply(Reflect.get(cos, method), client, given)
  const methods = ['presign', 'presignAll', 'headObject', 'deleteObject', 'listObjects', 'shareFolder'] as const

  it.each(methods)('%s without parameters', async (method) => {
    expect(await errorOf(call(cos, method))).toMatchObject({ name: 'CosError', code: 'InvalidArgument' })
    expect(await errorOf(call(cos, method, null))).toMatchObject({ name: 'CosError', code: 'InvalidArgument' })
    expect(await errorOf(call(cos, method, 'a.jpg'))).toMatchObject({
      name: 'CosError',
      code: 'InvalidArgument',
    })
  })

  it.each(methods)('%s without its client', async (method) => {
    expect(await errorOf(call(undefined, method, { Key: 'a' }))).toMatchObject({
      code: 'InvalidArgument',
      message: expect.stringContaining('cos.presign'),
    })
  })

  it.each(['getObjectUrl', 'uploadFile', 'downloadFile', 'clearCredentials'])('%s without its client', (method) => {
    expect(() => call(undefined, method, { Key: 'a' })).toThrow('Call it as a method of the client')
  })

  it.each([7, true, {}, ['a']])('presign with the key %j', async (Key) => {
    expect(await errorOf(call(cos, 'presign', { Key }))).toMatchObject({ code: 'InvalidArgument' })
  })

  it.each([[undefined], [null], ['https://example.com'], [[]]])('a client of %j', (options) => {
    expect(() => Reflect.construct(COS, [options])).toThrow('The client needs an object with its parameters')
  })

  it.each([
    ['no options', {}],
    ['credentials as a URL', { credentials: 'https://example.com/sts' }],
    ['credentials as a function', { credentials: () => temporary() }],
  ])('a client with %s says which forms are taken', (_, options) => {
    expect(() => Reflect.construct(COS, [options])).toThrow('{ url }, { getCredentials } or { signUrl }')
  })
})

describe('what a client is told twice, or in the words of the official SDK', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation()
  beforeEach(() => warn.mockClear())
  afterAll(() => warn.mockRestore())

  it('a source wins over a permanent key beside it', async () => {
    const cos = new COS({
      Bucket,
      Region,
      SecretId: 'AKIDPERMANENT',
      SecretKey,
      now: () => START,
      credentials: { getCredentials: async () => temporary() },
    })
    expect(readUrl((await cos.presign({ Key: 'a' })).Url).secretId).toBe(SecretId)
  })

  it('an undefined key beside a source is none', () => {
    const options = { Bucket, Region, SecretId: undefined, SecretKey: undefined, getAuthorization: () => {} }
    expect(() => Reflect.construct(COS, [options])).not.toThrow()
  })

  it('a temporary key in the options signs with its token', async () => {
    const { TmpSecretId, TmpSecretKey, ...rest } = temporary()
    const options = { Bucket, Region, SecretId: TmpSecretId, SecretKey: TmpSecretKey, now: () => START, ...rest }
    const { Url, ExpiredTime } = await new COS(options).presign({ Key: 'a', Expires: 7200 })
    expect(readUrl(Url)).toMatchObject({ secretId: TmpSecretId, token: rest.SecurityToken, end: rest.ExpiredTime })
    expect(ExpiredTime).toBe(rest.ExpiredTime)
    expect(warn).not.toHaveBeenCalled()
  })

  it.each([
    ['UseAccelerate of one call', { UseAccelerate: true }, `${Bucket}.cos.accelerate.myqcloud.com`],
    ['the region accelerate', { Region: 'accelerate' }, `${Bucket}.cos.accelerate.myqcloud.com`],
    [
      'double braces around the APPID, too',
      { Domain: '{{Bucket}}-{{AppId}}.files.example' },
      `${Bucket}.files.example`,
    ],
    ['braces in another case', { Domain: '{bucket}.cos.{REGION}.myqcloud.com' }, HOST],
    ['braces twice', { Domain: '{Region}.{Region}.example' }, `${Region}.${Region}.example`],
  ])('%s says where', async (_, params, host) => {
    expect((await setUp().cos.presign({ Key: 'a', ...params })).Url).toContain(`https://${host}/a?`)
  })

  it('QueryString is part of the URL, and signed', async () => {
    const cos = new COS({ Bucket, Region, SecretId, SecretKey, now: () => START })
    const QueryString = 'imageMogr2%2Fthumbnail%2F200x%2F&x=1'
    expect(readUrl(cos.getObjectUrl({ Key: 'a', QueryString }))).toMatchObject({
      query: [
        ['imageMogr2/thumbnail/200x/', ''],
        ['x', '1'],
      ],
      urlParamList: 'imagemogr2%2fthumbnail%2f200x%2f;x',
    })
  })

  it('what nothing here knows is named in one warning', async () => {
    const { cos } = setUp({ ...Object({ FileParallelLimit: 3 }) })
    for (let call = 0; call < 3; call++) await cos.presign({ Key: 'a', ...Object({ SliceSize: 1 }) })
    expect(warn.mock.calls.map(([text]) => String(text).replace(/.*: (\w+) is not known.*/, '$1'))).toEqual([
      'FileParallelLimit',
      'SliceSize',
    ])
  })
})
