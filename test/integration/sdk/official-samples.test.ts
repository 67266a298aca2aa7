import { START } from '../../unit/sdk/example'
import { setUpOfficial } from './official-setup'
import * as samples from '../../types/official-samples'

const image = 'content of the picture'

/** What a sample shows, once it has shown it. */
type Shown = <Result>(sample: (show: (result: Result) => void) => void) => Promise<Result>

describe.each(['a permanent key', 'a callback that fetches temporary credentials'])('with %s', (construction) => {
  const setUp = async () => {
    const world = setUpOfficial()
    await world.server.put('头像.jpg', image)
    const { SecretId, SecretKey } = world.key
    const cos =
      construction === 'a permanent key' ? samples.withPermanentKey(SecretId, SecretKey) : samples.withCallback()
    const shown: Shown = (sample) => world.clock.run(new Promise((resolve) => sample(resolve)))
    return { ...world, cos, shown }
  }

  it('1: the URL is unsigned', async () => {
    const { cos, host } = await setUp()
    expect(samples.unsigned(cos)).toBe(`https://${host}/%E5%A4%B4%E5%83%8F.jpg`)
  })

  it('2: the returned string is signed, at the latest when credentials are there', async () => {
    const { cos, clock, get } = await setUp()
    samples.returned(cos)
    await clock.advance(1000)
    expect(await get(samples.returned(cos))).toEqual({ status: 200, body: image })
  })

  it.each([
    ['3', samples.calledBack],
    ['4', samples.lasting],
  ])('%s: the callback gets a URL that COS takes', async (_, sample) => {
    const { cos, shown, get } = await setUp()
    const url = await shown((show) => sample(cos, show))
    expect(await get(String(url))).toEqual({ status: 200, body: image })
  })

  it('4: that lasts as long as was asked, or as the credentials', async () => {
    const { cos, clock, shown, get } = await setUp()
    const url = String(await shown((show) => samples.lasting(cos, show)))
    await clock.advance(1700_000)
    expect(await get(url)).toMatchObject({ status: 200 })
    await clock.advance(1901_000)
    expect((await get(url)).status).toBeGreaterThanOrEqual(400)
  })

  it('5: wx.downloadFile gets the file', async () => {
    const { cos, shown, wx } = await setUp()
    const { statusCode, tempFilePath } = await shown<{ statusCode: number; tempFilePath: string }>((show) =>
      samples.downloaded(cos, show),
    )
    expect(statusCode).toBe(200)
    expect(wx.phone.files.list()).toMatchObject([{ path: tempFilePath, content: { size: image.length } }])
  })

  it('6: parameters and headers are signed', async () => {
    const { cos, shown, host } = await setUp()
    const url = String(await shown((show) => samples.processed(cos, show)))
    expect(url).toContain(`${host}/%E5%A4%B4%E5%83%8F.jpg?imageMogr2%2Fthumbnail%2F200x%2F=&q-sign-algorithm=sha1`)
    expect(url).toContain('&q-header-list=host&q-url-param-list=imagemogr2%252fthumbnail%252f200x%252f&')
  })

  it('7: wx.request uploads', async () => {
    const { cos, shown, server } = await setUp()
    expect(await shown<number>((show) => samples.uploaded(cos, show))).toBe(200)
    expect(String(await server.object('1.jpg'))).toBe('file content')
  })
})

describe('8: COS.getAuthorization', () => {
  it('authorizes a download, in the header and in the URL', async () => {
    const { server, key, get, host } = setUpOfficial({ strict: false })
    await server.put('a.jpg', image)
    jest.spyOn(Date, 'now').mockReturnValue(START)
    const authorization = samples.authorized(key.SecretId, key.SecretKey)
    expect(await get(`https://${host}/a.jpg?${authorization}`)).toEqual({ status: 200, body: image })
    expect(await get(`https://${host}/a.jpg`, { authorization })).toEqual({ status: 200, body: image })
    expect(await get(`https://${host}/b.jpg?${authorization}`)).toMatchObject({ status: 403 })
  })
})
