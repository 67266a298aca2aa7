import { errorOf } from '../../unit/sdk/set-up'
import { createWorld } from './world'

const awkward = [
  'a b+c%.jpg',
  '照片/山&海 <1>.jpg',
  'q\'uote"s.txt',
  'emoji😀#?.png',
  'back\\slash~*().txt',
  'a&amp;b.txt',
]

describe('headObject', () => {
  it('says what COS says of an object', async () => {
    const { cos, clock, server } = createWorld()
    await server.put('a b.txt', 'twelve bytes', { 'content-type': 'text/plain', 'x-cos-meta-author': 'me' })
    expect(await clock.run(cos.headObject({ Key: 'a b.txt' }))).toEqual({
      Size: 12,
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      ContentType: 'text/plain',
      LastModified: expect.stringMatching(/GMT$/),
      Metadata: { author: 'me' },
    })
  })

  it('is NotFound where there is no object', async () => {
    const { cos, clock } = createWorld()
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({
      code: 'NotFound',
      statusCode: 404,
      retryable: false,
      message: expect.stringContaining("'a'"),
      hint: expect.stringMatching(/\S/),
      RequestId: expect.stringMatching(/\S/),
    })
  })
})

describe('deleteObject', () => {
  it('deletes, and does not mind where there is nothing', async () => {
    const { cos, clock, server } = createWorld()
    await server.put('a', 'text')
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect(await server.object('a')).toBeUndefined()
    await expect(clock.run(cos.deleteObject({ Key: 'a' }))).resolves.toBeUndefined()
  })
})

describe('listObjects', () => {
  it('gives keys as they are, whatever they hold', async () => {
    const { cos, clock, server } = createWorld()
    for (const key of awkward) await server.put(key, key)
    const { Contents, CommonPrefixes, NextMarker } = await clock.run(cos.listObjects({}))
    expect(Contents.map(({ Key }) => Key).sort()).toEqual([...awkward].sort())
    expect(Contents.find(({ Key }) => Key === 'a b+c%.jpg')).toEqual({
      Key: 'a b+c%.jpg',
      Size: 10,
      ETag: expect.stringMatching(/^"[0-9a-f]{32}"$/),
      LastModified: expect.stringMatching(/^2026-/),
    })
    expect({ CommonPrefixes, NextMarker }).toEqual({ CommonPrefixes: [], NextMarker: undefined })
  })

  it('gives page after page, each key once', async () => {
    const { cos, clock, server } = createWorld()
    const keys = Array.from({ length: 25 }, (_, index) => `u/1/照片 ${String(index).padStart(2, '0')}.jpg`)
    for (const key of keys) await server.put(key, 'x')
    await server.put('u/2/other.jpg', 'x')

    const pages: string[][] = []
    let Marker: string | undefined
    do {
      const page = await clock.run(cos.listObjects({ Prefix: 'u/1/', MaxKeys: 10, Marker }))
      pages.push(page.Contents.map(({ Key }) => Key))
      Marker = page.NextMarker
    } while (Marker !== undefined)
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5])
    expect(pages.flat()).toEqual(keys)
  })

  it('gives folders as prefixes', async () => {
    const { cos, clock, server } = createWorld()
    for (const key of ['a/b.txt', 'a/c & d/e.txt', 'a/c & d/f.txt', 'a/g/h.txt']) await server.put(key, 'x')
    const { Contents, CommonPrefixes } = await clock.run(cos.listObjects({ Prefix: 'a/', Delimiter: '/' }))
    expect(Contents.map(({ Key }) => Key)).toEqual(['a/b.txt'])
    expect(CommonPrefixes).toEqual(['a/c & d/', 'a/g/'])
  })

  it.each([0, -1, 1001, 1.5, Number.NaN])('refuses a page of %p keys', async (MaxKeys) => {
    const { cos } = createWorld()
    expect(await errorOf(cos.listObjects({ MaxKeys }))).toMatchObject({ code: 'InvalidArgument' })
  })

  it('is NotFound where there is no bucket', async () => {
    const { cos, clock } = createWorld()
    expect(await clock.run(errorOf(cos.listObjects({ Bucket: 'other-1250000000' })))).toMatchObject({ statusCode: 404 })
  })
})

describe('shareFolder', () => {
  const grant = ({ Actions }: { Actions: readonly string[] }) => ({ resource: 'u/1/*', scope: 'u/1/', Actions })

  it('gives signed links that work, to one page', async () => {
    const { cos, clock, server, wx } = createWorld({ grant })
    for (const key of awkward) await server.put(`u/1/${key}`, `u/1/${key}`)
    const { Links, NextMarker } = await clock.run(cos.shareFolder({ Prefix: 'u/1/', MaxKeys: 4, Expires: 60 }))
    expect(NextMarker).toBe(Links[3]?.Key)

    const bodies = Links.map(
      (link) =>
        new Promise((resolve, reject) => {
          if (link.status === 'rejected') reject(link.reason)
          else wx.request({ url: link.value.Url, dataType: 'text', success: ({ data }) => resolve(data) })
        }),
    )
    expect(await clock.run(Promise.all(bodies))).toEqual(Links.map(({ Key }) => Key))
    expect(Links.map(({ Size }) => Size)).toEqual(Links.map(({ Key }) => Buffer.byteLength(Key)))
  })

  it('costs two requests for credentials where the backend grants the prefix: one to list, one to read', async () => {
    const { cos, clock, server, requests } = createWorld({ grant })
    for (let index = 0; index < 30; index++) await server.put(`u/1/${index}.jpg`, 'x')
    const { Links } = await clock.run(cos.shareFolder({ Prefix: 'u/1/' }))
    expect(Links.filter(({ status }) => status === 'fulfilled')).toHaveLength(30)
    expect(requests.map(({ Key, Prefix, Actions }) => [Key, Prefix, ...Actions])).toEqual([
      ['', 'u/1/', 'name/cos:GetBucket'],
      [expect.stringMatching(/^u\/1\//), undefined, 'name/cos:GetObject'],
    ])
  })

  it('takes an end of its own', async () => {
    const { cos, clock, server } = createWorld({ grant })
    await server.put('u/1/a', 'x')
    const { Links } = await clock.run(cos.shareFolder({ Prefix: 'u/1/', Expires: 60 }))
    const now = Math.floor(clock.now() / 1000)
    expect(Links).toMatchObject([{ Key: 'u/1/a', status: 'fulfilled', value: { Method: 'GET' } }])
    expect(Links[0]?.status === 'fulfilled' && Links[0].value.ExpiredTime - now).toBeGreaterThan(55)
    expect(Links[0]?.status === 'fulfilled' && Links[0].value.ExpiredTime - now).toBeLessThanOrEqual(60)
  })
})
