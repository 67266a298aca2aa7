import { COS, type CosError, type GetObjectUrlParams, type Method, Presigner } from 'cos-miniprogram'
import { HOST, NOW, SecretId, SecretKey, START, temporary } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { setUp, setUpPermanent } from './set-up'

const hard = {
  Key: "旅行/a b+c%&=?#'()!*~😀.jpg",
  Query: { 'imageMogr2/thumbnail/200x/': '', 'response-cache-control': 'max-age=600', versionId: 7, empty: null },
  Headers: { 'x-cos-acl': 'private', 'Cache-Control': ' no-cache\t' },
  Expires: 600,
} satisfies GetObjectUrlParams

/** The URL that the callback gets. */
const calledBack = (cos: Presigner, params: GetObjectUrlParams) =>
  new Promise<string>((resolve, reject) => {
    cos.getObjectUrl(params, (error, data) => (error ? reject(error) : resolve(data.Url)))
  })

describe('a signed URL', () => {
  it.each([
    ['a permanent key', async () => setUpPermanent()],
    [
      'temporary credentials',
      async () => {
        const { cos } = setUp()
        await cos.presign({ Key: 'first.jpg' })
        return cos
      },
    ],
  ])('is the same bytes in every form, with %s', async (_, create) => {
    const cos = await create()
    const { Url } = await cos.presign({ ...hard, Method: 'PUT' })
    const params: GetObjectUrlParams = { ...hard, Method: 'put' }

    expect(cos.getObjectUrl(params)).toBe(Url)
    expect(await calledBack(cos, params)).toBe(Url)
    expect(await cos.presignAll([{ ...hard, Method: 'PUT' }])).toMatchObject([{ status: 'fulfilled', value: { Url } }])
    expect(new Set([Url, cos.getObjectUrl(params)]).size).toBe(1)
  })

  it('carries what getAuthorization computes, with each value encoded once more', async () => {
    const { Url } = await setUpPermanent().presign({ ...hard, Method: 'PUT' })
    const { keyTime } = readUrl(Url)
    const { Key, Query, Headers } = hard
    const parameters = { SecretId, SecretKey, Method: 'put', Key, Query, KeyTime: keyTime } as const
    const value = COS.getAuthorization({ ...parameters, Headers: { ...Headers, Host: HOST } })

    const fields = value
      .split('&')
      .map((pair) => pair.replace(/=.*/, (text) => '=' + encodeURIComponent(text.slice(1))))
    expect(Url.slice(Url.indexOf('q-sign-algorithm'))).toBe(fields.join('&'))
  })

  it.each<Method>(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])('is what a server expects of a %s', async (Method) => {
    const { cos } = setUp()
    const signed = await cos.presign({ ...hard, Method })
    expect(readUrl(signed.Url)).toMatchObject(expectedOf(signed, SecretKey))
    const trimmed = Object.entries(hard.Headers).map(([name, value]) => [name, value.trim()])
    expect(signed).toMatchObject({ Method, Headers: Object.fromEntries(trimmed), ExpiredTime: NOW + 600 })
  })

  it('decodes to what was asked for', async () => {
    const { Url } = await setUpPermanent().presign(hard)
    expect(readUrl(Url)).toMatchObject({
      origin: `https://${HOST}`,
      path: `/${hard.Key}`,
      query: [
        ['imageMogr2/thumbnail/200x/', ''],
        ['response-cache-control', 'max-age=600'],
        ['versionId', '7'],
        ['empty', ''],
      ],
    })
  })

  it('encodes the names of CI parameters twice in q-url-param-list', async () => {
    const { Url } = await setUpPermanent().presign({ Key: 'a.jpg', Query: { 'imageMogr2/thumbnail/200x/': '' } })
    expect(Url).toContain('?imageMogr2%2Fthumbnail%2F200x%2F=&q-sign-algorithm=sha1')
    expect(Url).toContain('&q-url-param-list=imagemogr2%252fthumbnail%252f200x%252f&')
  })

  it('carries the security token encoded, and unsigned', async () => {
    const { cos } = setUp()
    const { Url } = await cos.presign({ Key: 'a.jpg' })
    expect(Url).toMatch(/&x-cos-security-token=example%2Ftoken%2Bwith%3Dsigns$/)
    expect(readUrl(Url)).toMatchObject({ token: temporary().SecurityToken, headerList: 'host', urlParamList: '' })
  })

  it('signs all headers that are given, and hands them back', async () => {
    const Headers = { 'Content-Type': 'image/jpeg', 'cache-control': 'no-cache', 'X-Anything': '1' }
    const signed = await setUpPermanent().presign({ Key: 'a.jpg', Method: 'PUT', Headers })
    expect(readUrl(signed.Url).headerList).toBe('cache-control;content-type;host;x-anything')
    expect(signed.Headers).toEqual(Headers)
  })

  it('names the download by response-content-disposition', async () => {
    const { Url } = await setUpPermanent().presign({ Key: 'a.jpg', downloadName: "我的 照片's.jpg" })
    expect(readUrl(Url).query).toEqual([
      ['response-content-disposition', "attachment;filename*=UTF-8''%E6%88%91%E7%9A%84%20%E7%85%A7%E7%89%87%27s.jpg"],
    ])
  })

  it('leaves what the caller has handed in unchanged', async () => {
    const params = { Key: 'a.jpg', Query: { b: 1, a: 2 }, Headers: { b: '1', A: '2' } }
    const before = JSON.stringify(params)
    await setUp().cos.presign(params)
    expect(JSON.stringify(params)).toBe(before)
  })
})

describe('getObjectUrl', () => {
  it('calls back once, and never before it has returned', async () => {
    const events: string[] = []
    for (const cos of [setUpPermanent(), setUp().cos]) {
      for (const Sign of [true, false]) {
        await new Promise<void>((resolve) => {
          cos.getObjectUrl({ Key: 'a.jpg', Sign }, () => resolve(void events.push('called back')))
          events.push('returned')
        })
      }
    }
    await new Promise((resolve) => setImmediate(resolve))
    expect(events).toEqual(Array.from({ length: 4 }, () => ['returned', 'called back']).flat())
  })

  it('gives the plain URL for Sign: false, and asks for no credentials', async () => {
    const { cos, requests } = setUp()
    const plain = `https://${HOST}/a%20b.jpg?ci-process=detect`
    const params = { Key: 'a b.jpg', Query: { 'ci-process': 'detect' }, Sign: false }
    expect(cos.getObjectUrl(params)).toBe(plain)
    expect(await calledBack(cos, params)).toBe(plain)
    expect(requests).toEqual([])
  })

  it('gives the unsigned URL while there are no credentials, warns once and names presign; then signs', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation()
    const { cos, clock, requests } = setUp()
    expect(cos.getObjectUrl({ Key: 'a.jpg' })).toBe(`https://${HOST}/a.jpg`)
    expect(cos.getObjectUrl({ Key: 'b.jpg' })).toBe(`https://${HOST}/b.jpg`)
    expect(warn.mock.calls).toEqual([[expect.stringContaining('presign')]])
    warn.mockRestore()

    await clock.advance(0)
    expect(requests).toHaveLength(1)
    expect(readUrl(cos.getObjectUrl({ Key: 'a.jpg' })).signature).toMatch(/^[0-9a-f]{40}$/)
  })

  it('hands bad input to the callback and returns an empty string', async () => {
    const cos = setUpPermanent()
    const bad: GetObjectUrlParams[] = [{ Key: '/a' }, { Key: 'a', Headers: { 'x-cos-meta-a': '\ud800' } }]
    for (const params of bad) {
      const error = await new Promise<CosError | null>((resolve) => {
        expect(cos.getObjectUrl(params, (failure, data) => resolve(data === undefined ? failure : null))).toBe('')
      })
      expect(error).toMatchObject({ name: 'CosError', code: 'InvalidArgument' })
    }
  })

  it('throws on bad input where there is no callback', () => {
    const cos = setUpPermanent()
    expect(() => cos.getObjectUrl({ Key: '' })).toThrow('Key must be text that is not empty')
  })

  it('hands the failure of the backend to the callback', async () => {
    const { cos } = setUp({ answer: () => ({ code: -1, message: 'no session' }) })
    await expect(calledBack(cos, { Key: 'a' })).rejects.toMatchObject({ code: 'CredentialsFailed' })
  })
})

describe('presignAll', () => {
  it('keeps the order, and lets one failing item not fail the others', async () => {
    const { cos } = setUp()
    const outcomes = await cos.presignAll([{ Key: 'a' }, { Key: '/b' }, { Key: 'c' }])
    expect(outcomes).toMatchObject([
      { status: 'fulfilled', value: { Url: expect.stringContaining('/a?') } },
      { status: 'rejected', reason: { code: 'InvalidArgument' } },
      { status: 'fulfilled', value: { Url: expect.stringContaining('/c?') } },
    ])
  })
})

describe('getAuthorization', () => {
  const key = { SecretId, SecretKey, now: () => START }

  it('lasts 900 seconds from now, unless it is told otherwise', () => {
    expect(COS.getAuthorization(key)).toContain(`&q-sign-time=${NOW};${NOW + 900}&q-key-time=${NOW};${NOW + 900}&`)
    expect(COS.getAuthorization({ ...key, Expires: 60 })).toContain(`&q-sign-time=${NOW};${NOW + 60}&`)
    expect(COS.getAuthorization({ ...key, Expires: 60, KeyTime: '1;2' })).toContain('&q-sign-time=1;2&q-key-time=1;2&')
  })

  it('signs the headers given and no others, for a GET of the bucket unless told otherwise', () => {
    const value = COS.getAuthorization({ ...key, KeyTime: '1;2', Headers: { Host: HOST } })
    expect(value).toContain('&q-header-list=host&q-url-param-list=&q-signature=')
    expect(COS.getAuthorization({ ...key, KeyTime: '1;2', Method: 'get', Headers: { Host: HOST } })).toBe(value)
    expect(COS.getAuthorization({ ...key, KeyTime: '1;2' })).toContain('&q-header-list=&')
  })

  it.each([
    [{ SecretId: '' }, 'SecretId and SecretKey must be text'],
    [{ SecretKey: '' }, 'SecretId and SecretKey must be text'],
    [{ Key: '/a' }, 'Key must have no leading /'],
    [{ KeyTime: 'tomorrow' }, 'KeyTime must look like 1700000000;1700000900'],
    [{ Expires: -1 }, 'Expires must be a positive number of seconds, not -1'],
  ])('refuses %j', (wrong, message) => {
    expect(() => COS.getAuthorization({ ...key, ...wrong })).toThrow(message)
  })

  it('is the same on Presigner', () => {
    expect(Presigner.getAuthorization({ ...key, Key: 'a' })).toBe(COS.getAuthorization({ ...key, Key: 'a' }))
  })
})
