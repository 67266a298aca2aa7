/** What code that was written for the official SDK finds when it imports this one. */
import COSByDefault, { COS, CosError, Presigner } from 'cos-miniprogram'
import { Bucket, HOST, NOW, Region, SecretId, SecretKey, START, temporary } from './example'
import { errorOf, setUp } from './set-up'

const warn = jest.spyOn(console, 'warn').mockImplementation()
beforeEach(() => warn.mockClear())
afterAll(() => warn.mockRestore())

describe('the main entry', () => {
  it('has its class as the default export, too', () => {
    expect(COSByDefault).toBe(COS)
    expect(() => new COSByDefault({ SecretId, SecretKey })).not.toThrow()
  })

  const call = (method: string, ...given: unknown[]): Promise<unknown> =>
    Reflect.apply(Reflect.get(setUp().cos, method), setUp().cos, given)

  it.each(['presign', 'presignAll', 'headObject', 'deleteObject', 'listObjects', 'shareFolder'])(
    '%s refuses a callback, and says where calls have one',
    async (method) => {
      const callback = jest.fn()
      const error = await errorOf(call(method, method === 'presignAll' ? [] : { Key: 'a' }, callback))
      expect(error).toMatchObject({
        code: 'InvalidArgument',
        message: expect.stringContaining('cos-miniprogram/compat'),
      })
      expect(callback).not.toHaveBeenCalled()
    },
  )

  it.each(['uploadFile', 'downloadFile'])('%s refuses a callback at once', (method) => {
    expect(() => call(method, { Key: 'a', FilePath: 'b' }, () => {})).toThrow('cos-miniprogram/compat')
  })

  it('takes undefined for no second argument', async () => {
    await expect(call('presign', { Key: 'a' }, undefined)).resolves.toHaveProperty('Url')
  })
})

describe('COS.getAuthorization', () => {
  const fixed = { SecretId, SecretKey, KeyTime: `${NOW};${NOW + 900}` }
  const byKey = COS.getAuthorization({ ...fixed, Key: 'u/照片 1.jpg', Method: 'PUT', Headers: { host: HOST } })

  it.each<[string, object]>([
    ['Pathname', { Pathname: '/u/照片 1.jpg', Method: 'PUT', Headers: { host: HOST } }],
    ['a Pathname without its slash', { Pathname: 'u/照片 1.jpg', Method: 'PUT', Headers: { host: HOST } }],
    ['Pathname, which wins over Key', { Pathname: '/u/照片 1.jpg', Key: 'b', Method: 'PUT', Headers: { host: HOST } }],
    ['lower-case names', { pathname: '/u/照片 1.jpg', method: 'put', headers: { Host: HOST }, params: {} }],
    ['Bucket and Region', { Key: 'u/照片 1.jpg', Method: 'PUT', Bucket, Region }],
  ])('signs the same for %s', (_, params) => {
    expect(COS.getAuthorization({ ...fixed, ...params })).toBe(byKey)
  })

  it('signs a host that is given, whatever the bucket', () => {
    const given = { ...fixed, Key: 'a', Headers: { Host: 'files.example.com' } }
    expect(COS.getAuthorization({ ...given, Bucket, Region })).toBe(COS.getAuthorization(given))
  })

  it('signs no host with ForceSignHost: false', () => {
    const given = { ...fixed, Key: 'a' }
    expect(COS.getAuthorization({ ...given, Bucket, Region, ForceSignHost: false })).toBe(COS.getAuthorization(given))
  })

  it('signs the bucket itself for the Pathname /', () => {
    expect(COS.getAuthorization({ ...fixed, Pathname: '/' })).toBe(COS.getAuthorization(fixed))
  })

  it('counts expires and SystemClockOffset', () => {
    const authorization = COS.getAuthorization({
      SecretId,
      SecretKey,
      Key: 'a',
      now: () => START,
      expires: 60,
      SystemClockOffset: 5000,
    })
    expect(authorization).toContain(`q-sign-time=${NOW + 5};${NOW + 65}&`)
  })

  it('is known by these names, and warns of others', () => {
    COS.getAuthorization({ ...fixed, Pathname: '/a', Bucket, Region, ForceSignHost: true, SystemClockOffset: 1 })
    expect(warn).not.toHaveBeenCalled()
    const misspelled: object = { Pathnam: '/a' }
    COS.getAuthorization({ ...fixed, ...misspelled })
    expect(warn.mock.calls).toEqual([[expect.stringContaining('Pathnam ')]])
  })

  it.each([
    ['a path that no request can have', { Pathname: '/a/../b' }],
    ['an impossible bucket', { Bucket: 'photos', Region }],
  ])('refuses %s', (_, params) => {
    expect(() => COS.getAuthorization({ ...fixed, ...params })).toThrow(CosError)
  })
})

describe('a temporary key as SecretId, SecretKey, SecurityToken, StartTime, ExpiredTime', () => {
  const { TmpSecretId, TmpSecretKey, SecurityToken, ExpiredTime } = temporary()
  const create = (now: number) =>
    new Presigner({
      Bucket,
      Region,
      SecretId: TmpSecretId,
      SecretKey: TmpSecretKey,
      SecurityToken,
      StartTime: NOW,
      ExpiredTime,
      now: () => now,
    })

  it('signs with its token, from its start to its end', async () => {
    const { Url } = await create(START).presign({ Key: 'a', Expires: 7200 })
    expect(Url).toContain(`q-sign-time=${NOW}%3B${ExpiredTime}&`)
    expect(Url).toContain(`&x-cos-security-token=${encodeURIComponent(SecurityToken)}`)
  })

  it('signs nothing once it has ended', async () => {
    const cos = create(ExpiredTime * 1000)
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({ code: 'CredentialsExpired' })
    expect(cos.getObjectUrl({ Key: 'a' })).toBe(`https://${HOST}/a`)
  })
})

describe('parameters of the official SDK', () => {
  it('that only uploads have are not swallowed by other calls', async () => {
    const ofUploads: object = { CacheControl: 'no-cache' }
    await setUp().cos.presign({ Key: 'a', ...ofUploads })
    expect(warn.mock.calls).toEqual([[expect.stringContaining('CacheControl ')]])
  })
})
