/**
 * What the official SDK does wrong in signing and credentials, measured with its version 1.8.0, and what it does right:
 * one test each, with the answer of this SDK. Transfers are elsewhere.
 */
import { COS, type GetObjectUrlParams } from 'cos-miniprogram'
import { HOST, NOW, SecretKey, START, temporary } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { errorXml, setUpService } from './service'
import { errorOf, setUp, setUpPermanent } from './set-up'

const url = (cos: COS, params: GetObjectUrlParams) =>
  new Promise<string>((resolve, reject) => {
    cos.getObjectUrl(params, (error, data) => (error ? reject(error) : resolve(data.Url)))
  })
const minutes = 60_000

describe('what the official SDK does wrong', () => {
  it('credentials 20 minutes old make no URL that has expired already', async () => {
    const { cos, clock } = setUp({ life: 7200 })
    await cos.presign({ Key: 'a' })
    await clock.advance(20 * minutes)
    const { end = 0 } = readUrl(await url(cos, { Key: 'a', Expires: 900 }))
    expect(end - clock.now() / 1000).toBe(900)
  })

  it("Expires beyond the credentials' end is clamped, and the caller is told", async () => {
    const { cos } = setUp({ life: 1800 })
    const { Url, ExpiredTime } = await cos.presign({ Key: 'a', Expires: 43_200 })
    expect([ExpiredTime, readUrl(Url).end]).toEqual([NOW + 1800, NOW + 1800])
  })

  it('without Expires a URL lives 900 seconds, not as long as the key', async () => {
    const { cos } = setUp({ life: 43_200 })
    expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + 900 })
  })

  it('with the key held, getObjectUrl without a callback signs, and asks for nothing', async () => {
    const { cos, requests } = setUp()
    await cos.presign({ Key: 'a' })
    expect(readUrl(cos.getObjectUrl({ Key: 'b' })).signature).toMatch(/^[0-9a-f]{40}$/)
    expect(requests).toHaveLength(1)
  })

  it.each([-86_400_000, 0, 86_400_000])('50 calls are one request, also on a phone %d ms off', async (ahead) => {
    const { cos, requests } = setUp({ ahead })
    await Promise.all(Array.from({ length: 50 }, (_, index) => cos.presign({ Key: `${index}` })))
    await Promise.all(Array.from({ length: 50 }, (_, index) => cos.presign({ Key: `${index}` })))
    expect(requests).toHaveLength(1)
  })

  it.each<[string, () => unknown]>([
    ['never answers', () => new Promise(() => undefined)],
    ['rejects', () => Promise.reject(new Error('no'))],
    ['answers junk', () => 'junk'],
    ['answers nothing', () => undefined],
  ])('a source that %s ends every call with a CosError', async (_, answer) => {
    const { cos, clock } = setUp({ answer })
    const both = Promise.all([errorOf(cos.presign({ Key: 'a' })), errorOf(url(cos, { Key: 'a' }))])
    expect(await clock.run(both)).toMatchObject([{ name: 'CosError' }, { name: 'CosError' }])
  })

  it('a key for one bucket is not used for another', async () => {
    const { cos } = setUp()
    const own = readUrl((await cos.presign({ Key: 'a' })).Url)
    const other = readUrl((await cos.presign({ Key: 'a', Bucket: 'other-1250000000' })).Url)
    expect(other.secretId).not.toBe(own.secretId)
  })

  it('with ScopeLimit the same object does not fetch again', async () => {
    const { cos, requests } = setUp({ answer: (_, issued) => ({ ...issued, ScopeLimit: true }) })
    await cos.presign({ Key: 'a' })
    await cos.presign({ Key: 'a' })
    expect(requests).toHaveLength(1)
  })

  it('after ExpiredToken the dead key is gone', async () => {
    const { cos, clock, requests } = setUpService({
      cos: (_, count) => (count === 1 ? { status: 400, body: errorXml('ExpiredToken') } : { status: 204 }),
    })
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect(requests).toHaveLength(2)
  })

  it('after "Request has expired" the request is signed anew', async () => {
    const body = errorXml('AccessDenied', 'Request has expired')
    const { cos, clock, heard } = setUpService({
      cos: (_, count) => (count === 1 ? { status: 403, body } : { status: 204 }),
    })
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect(heard).toHaveLength(2)
  })

  it('errors are Errors, and keep errno', async () => {
    const { cos, clock } = setUpService({ cos: {}, faults: [{ faults: [{ kind: 'unreachable' }] }] })
    const error = await clock.run(errorOf(cos.headObject({ Key: 'a' })))
    expect(error).toBeInstanceOf(Error)
    expect(error).toMatchObject({
      cause: { errMsg: expect.stringMatching(/^request:fail/), errno: expect.any(Number) },
    })
  })

  it('Content-Type, Cache-Control and unknown headers are signed', async () => {
    const Headers = { 'Content-Type': 'image/png', 'Cache-Control': 'no-cache', 'X-Unknown': '1' }
    const { Url } = await setUpPermanent().presign({ Key: 'a', Headers })
    expect(readUrl(Url).headerList).toBe('cache-control;content-type;host;x-unknown')
  })

  it.each(['/', '/a', 'a/../b', './a', '', 'a\ud800'])('the key %j is refused, with the reason', async (Key) => {
    expect(await errorOf(setUp().cos.presign({ Key }))).toMatchObject({ code: 'InvalidArgument' })
  })

  it('the security token is encoded', async () => {
    const { Url } = await setUp({ answer: () => temporary({ SecurityToken: 'a+b/c==' }) }).cos.presign({ Key: 'a' })
    expect(Url).toMatch(/&x-cos-security-token=a%2Bb%2Fc%3D%3D$/)
  })

  it('the returned string of a URL with a CI parameter is the one of the callback', async () => {
    const cos = setUpPermanent()
    const params = { Key: 'a', Query: { 'imageMogr2/thumbnail/200x/': '' } }
    expect(cos.getObjectUrl(params)).toBe(await url(cos, params))
  })

  it('parameters are sorted by the encoded name in the list and in what is signed', async () => {
    const Url = setUpPermanent().getObjectUrl({ Key: 'a', Query: { 'a-b': '1', 'a/c': '2' } })
    expect(readUrl(Url)).toMatchObject({ ...expectedOf({ Url }, SecretKey), urlParamList: 'a%2fc;a-b' })
  })

  it('Protocol works', () => {
    expect(setUpPermanent().getObjectUrl({ Key: 'a', Protocol: 'http:' })).toMatch(/^http:\/\//)
  })

  it('Sign: false calls back after the call has returned', async () => {
    const events: string[] = []
    await new Promise<void>((resolve) => {
      setUpPermanent().getObjectUrl({ Key: 'a', Sign: false }, () => resolve(void events.push('called back')))
      events.push('returned')
    })
    expect(events).toEqual(['returned', 'called back'])
  })
})

describe('what the official SDK does right', () => {
  it.each(["!'()*~-_.", ' +%&=?#@:;,$"<>[]{}|\\^`', '照片', '😀🇨🇳'])(
    'the key %j is encoded as RFC 3986 says',
    (Key) => {
      const Url = setUpPermanent().getObjectUrl({ Key })
      const [, path] = /^https:\/\/[^/]+\/([^?]*)\?/.exec(Url) ?? []
      expect(path).toBe(
        encodeURIComponent(Key).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
      )
    },
  )

  it.each<[GetObjectUrlParams, string]>([
    [{ Key: 'a' }, HOST],
    [{ Key: 'a', Domain: 'img.example.com' }, 'img.example.com'],
  ])('the host is signed, from the real host: %j', (params, host) => {
    const Url = setUpPermanent().getObjectUrl(params)
    expect(Url).toContain(`https://${host}/a?`)
    expect(readUrl(Url)).toMatchObject({ ...expectedOf({ Url }, SecretKey), headerList: 'host' })
  })

  it('method and parameters are bound: another of either does not fit the signature', () => {
    const Url = setUpPermanent().getObjectUrl({ Key: 'a', Query: { versionId: '1' } })
    const { signature } = readUrl(Url)
    expect(expectedOf({ Url, Method: 'PUT' }, SecretKey).signature).not.toBe(signature)
    expect(expectedOf({ Url: Url.replace('versionId=1', 'versionId=2') }, SecretKey).signature).not.toBe(signature)
  })

  it("the offset is learned from a refusal's Date", async () => {
    const body = errorXml('AccessDenied', 'Request has expired')
    const { cos, clock } = setUpService({
      cos: (_, count) => (count === 1 ? { status: 403, body } : { status: 204 }),
      answer: () => temporary({ StartTime: undefined, ExpiredTime: NOW + 36_000 }),
      ahead: -3_600_000,
    })
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect((await cos.presign({ Key: 'a' })).ExpiredTime).toBe(Math.floor(clock.now() / 1000) + 900)
    expect(clock.now()).toBeGreaterThanOrEqual(START)
  })

  it('redirects are not followed', async () => {
    const headers = [['Location', 'https://elsewhere.example.com/']] as const
    const { cos, clock, heard } = setUpService({ cos: { status: 302, headers } })
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({ statusCode: 302 })
    expect(heard).toHaveLength(1)
  })

  it('service errors carry the RequestId', async () => {
    const { cos, clock } = setUpService({ cos: { status: 500, body: errorXml('InternalError') } })
    expect(await clock.run(errorOf(cos.deleteObject({ Key: 'a' })))).toMatchObject({
      RequestId: 'NjNkMmRhM2FfMWFiZGQzMGJfMjI4ZGVfNGYxMDQ=',
    })
  })
})
