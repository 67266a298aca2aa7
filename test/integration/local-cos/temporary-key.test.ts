import { Bucket, Desk, elements, host, Region, type Answer, type Draft, type Key } from './desk'

let desk: Desk
beforeEach(async () => {
  desk = new Desk()
  for (const key of ['u/1/a', 'u/2/a', 'u/10/a']) await desk.send({ method: 'PUT', key, body: key })
})

const all = ['GetObject', 'HeadObject', 'PutObject', 'DeleteObject', 'GetBucket', 'PostObject'].concat(
  ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload'],
  ['ListMultipartUploads'],
)

describe('a temporary key', () => {
  let key: Key
  beforeEach(async () => {
    key = await desk.lend('u/1/', all, 1800)
  })
  const as = (draft: Draft): Promise<Answer> => desk.send({ ...draft, as: key })

  it('does what it was lent for', async () => {
    expect((await as({ key: 'u/1/a' })).text).toBe('u/1/a')
    expect((await as({ query: { prefix: 'u/1/' } })).status).toBe(200)
    expect((await as({ method: 'PUT', key: 'u/1/b', body: 'b' })).status).toBe(200)
  })

  it('carries its token in the query or in a header', async () => {
    const { SecretId, SecretKey, SecurityToken = '' } = key
    const inQuery = await desk.send({
      key: 'u/1/a',
      query: { 'x-cos-security-token': SecurityToken },
      as: { SecretId, SecretKey },
    })
    expect(inQuery.status).toBe(200)
    const inHeader = await desk.send({
      key: 'u/1/a',
      headers: { 'x-cos-security-token': SecurityToken },
      as: { SecretId, SecretKey },
    })
    expect(inHeader.status).toBe(200)
  })

  it('ends when its token does, however long the signature says', async () => {
    const target = desk.presign({ key: 'u/1/a', as: key, expires: 365 * 24 * 3600 })
    desk.pass(1799)
    expect((await desk.raw({ target })).status).toBe(200)
    desk.pass(1)
    expect(await desk.raw({ target })).toMatchObject({ status: 400, Code: 'ExpiredToken' })
  })

  it.each(['', 'AAAA', 'a.b.c'])('is nothing with the token %p', async (SecurityToken) => {
    const answer = await desk.send({ key: 'u/1/a', as: { ...key, SecurityToken } })
    expect(answer).toMatchObject({ status: 403, Code: 'InvalidAccessKeyId' })
  })

  it("is nothing with somebody else's token", async () => {
    const { SecurityToken = '' } = await desk.lend('u/2/', all)
    expect((await desk.send({ key: 'u/2/a', as: { ...key, SecurityToken } })).Code).toBe('InvalidAccessKeyId')
  })

  it.each<[string, Draft]>([
    ['read', { key: 'u/2/a' }],
    ['read what starts alike', { key: 'u/10/a' }],
    ['read what does not exist', { key: 'u/2/nothing' }],
    ['head', { method: 'HEAD', key: 'u/2/a' }],
    ['write', { method: 'PUT', key: 'u/2/b', body: 'b' }],
    ['delete', { method: 'DELETE', key: 'u/2/a' }],
    ['list', { query: { prefix: 'u/2/' } }],
    ['list everything', {}],
    ['list the folder above', { query: { prefix: 'u/' } }],
    ['list what starts alike', { query: { prefix: 'u/1' } }],
    ['list uploads', { query: { uploads: '', prefix: 'u/' } }],
    ['begin an upload', { method: 'POST', key: 'u/2/b', query: { uploads: '' } }],
    ['upload a part', { method: 'PUT', key: 'u/2/b', query: { uploadId: 'x', partNumber: '1' }, body: 'b' }],
    ['list parts', { key: 'u/2/b', query: { uploadId: 'x' } }],
    ['complete', { method: 'POST', key: 'u/2/b', query: { uploadId: 'x' } }],
    ['abort', { method: 'DELETE', key: 'u/2/b', query: { uploadId: 'x' } }],
    ['copy from', { method: 'PUT', key: 'u/1/b', headers: { 'x-cos-copy-source': `${host}/u/2/a` } }],
    [
      'copy from, in other words',
      { method: 'PUT', key: 'u/1/b', headers: { 'x-cos-copy-source': `${host}/u%2F2%2Fa` } },
    ],
    ['copy to', { method: 'PUT', key: 'u/2/b', headers: { 'x-cos-copy-source': `${host}/u/1/a` } }],
    ['give away its own', { method: 'PUT', key: 'u/1/b', headers: { 'x-cos-acl': 'public-read' } }],
    ['give its own to others', { method: 'PUT', key: 'u/1/b', headers: { 'x-cos-grant-read': 'id="1"' } }],
    [
      'begin an upload that it gives away',
      { method: 'POST', key: 'u/1/b', query: { uploads: '' }, headers: { 'x-cos-acl': 'public-read' } },
    ],
  ])('cannot %s', async (_, draft) => {
    expect((await as(draft)).status).toBe(403)
  })

  it("cannot make a part of somebody else's object", async () => {
    const begun = await as({ method: 'POST', key: 'u/1/b', query: { uploads: '' } })
    const query = { uploadId: elements(begun.text, 'UploadId')[0] ?? '', partNumber: '1' }
    const copy = (source: string) =>
      as({ method: 'PUT', key: 'u/1/b', query, headers: { 'x-cos-copy-source': `${host}/${source}` } })
    expect((await copy('u/2/a')).status).toBe(403)
    expect((await copy('u/1/a')).status).toBe(200)
  })

  it('reaches nobody through dots, which are letters in a key', async () => {
    await as({ method: 'PUT', key: 'u/1/../2/a', body: 'mine' })
    expect((await desk.send({ key: 'u/2/a' })).text).toBe('u/2/a')
    expect((await as({ key: 'u/1/../2/a' })).text).toBe('mine')
  })

  it('to upload does not read', async () => {
    const upload = await desk.lend('u/1/', ['PutObject'])
    expect((await desk.send({ key: 'u/1/a', as: upload })).status).toBe(403)
    expect((await desk.send({ method: 'HEAD', key: 'u/1/a', as: upload })).status).toBe(403)
  })

  it('may give an object an ACL where that was lent too', async () => {
    const acl = await desk.lend('u/1/', ['PutObject', 'PutObjectACL'])
    const headers = { 'x-cos-acl': 'public-read' }
    expect((await desk.send({ method: 'PUT', key: 'u/1/p', body: 'p', headers, as: acl })).status).toBe(200)
    expect((await desk.send({ key: 'u/1/p', as: 'nobody' })).text).toBe('p')
    const query = { 'response-content-type': 'text/html' }
    expect((await desk.send({ key: 'u/1/p', query, as: 'nobody' })).status).toBe(400)
    expect((await desk.send({ method: 'DELETE', key: 'u/1/p', as: 'nobody' })).status).toBe(403)
  })
})

describe('conditions', () => {
  const resource = `qcs::cos:${Region}:uid/1250000000:${Bucket}/u/1/*`
  const lend = (action: string, condition: unknown) =>
    desk.lendBy([{ effect: 'allow', action: `name/cos:${action}`, resource, condition }])

  it('hold a body to its length, at the byte', async () => {
    const as = await lend('PutObject', { numeric_less_than_equal: { 'cos:content-length': 5 } })
    expect((await desk.send({ method: 'PUT', key: 'u/1/b', body: '12345', as })).status).toBe(200)
    expect((await desk.send({ method: 'PUT', key: 'u/1/b', body: '123456', as })).status).toBe(403)
  })

  it('hold a body to its type', async () => {
    const as = await lend('PutObject', { string_equal: { 'cos:content-type': 'image/png' } })
    const put = (type: string) =>
      desk.send({ method: 'PUT', key: 'u/1/b', body: '<svg/>', headers: { 'Content-Type': type }, as })
    expect((await put('image/png')).status).toBe(200)
    expect((await put('image/svg+xml')).status).toBe(403)
    expect((await put('text/html')).status).toBe(403)
    expect((await desk.send({ method: 'PUT', key: 'u/1/b', body: '', as })).status).toBe(403)
  })

  it('hold a listing to its prefix', async () => {
    const as = await lend('GetBucket', { string_equal: { 'cos:prefix': 'u%2F1%2F' } })
    expect((await desk.send({ query: { prefix: 'u/1/' }, as })).status).toBe(200)
    expect((await desk.send({ query: { prefix: 'u/1/x' }, as })).status).toBe(403)
  })
})
