import { Bucket, TestCos, elements, host, Region, type Answer, type Draft, type Key } from './test-cos'

let cos: TestCos
beforeEach(async () => {
  cos = new TestCos()
  for (const key of ['u/1/a', 'u/2/a', 'u/10/a']) await cos.send({ method: 'PUT', key, body: key })
})

const all = ['GetObject', 'HeadObject', 'PutObject', 'DeleteObject', 'GetBucket', 'PostObject'].concat(
  ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload'],
  ['ListMultipartUploads'],
)

describe('a temporary key', () => {
  let key: Key
  beforeEach(async () => {
    key = await cos.issueKey('u/1/', all, 1800)
  })
  const as = (draft: Draft): Promise<Answer> => cos.send({ ...draft, as: key })

  it('does what it was issued for', async () => {
    expect((await as({ key: 'u/1/a' })).text).toBe('u/1/a')
    expect((await as({ query: { prefix: 'u/1/' } })).status).toBe(200)
    expect((await as({ method: 'PUT', key: 'u/1/b', body: 'b' })).status).toBe(200)
  })

  it('carries its token in the query or in a header', async () => {
    const { SecretId, SecretKey, SecurityToken = '' } = key
    const inQuery = await cos.send({
      key: 'u/1/a',
      query: { 'x-cos-security-token': SecurityToken },
      as: { SecretId, SecretKey },
    })
    expect(inQuery.status).toBe(200)
    const inHeader = await cos.send({
      key: 'u/1/a',
      headers: { 'x-cos-security-token': SecurityToken },
      as: { SecretId, SecretKey },
    })
    expect(inHeader.status).toBe(200)
  })

  it('ends when its token does, however long the signature says', async () => {
    const target = cos.presign({ key: 'u/1/a', as: key, expires: 365 * 24 * 3600 })
    cos.advance(1799)
    expect((await cos.raw({ target })).status).toBe(200)
    cos.advance(1)
    expect(await cos.raw({ target })).toMatchObject({ status: 400, Code: 'ExpiredToken' })
  })

  it.each(['', 'AAAA', 'a.b.c'])('is nothing with the token %p', async (SecurityToken) => {
    const answer = await cos.send({ key: 'u/1/a', as: { ...key, SecurityToken } })
    expect(answer).toMatchObject({ status: 403, Code: 'InvalidAccessKeyId' })
  })

  it("is nothing with somebody else's token", async () => {
    const { SecurityToken = '' } = await cos.issueKey('u/2/', all)
    expect((await cos.send({ key: 'u/2/a', as: { ...key, SecurityToken } })).Code).toBe('InvalidAccessKeyId')
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
    expect((await cos.send({ key: 'u/2/a' })).text).toBe('u/2/a')
    expect((await as({ key: 'u/1/../2/a' })).text).toBe('mine')
  })

  it('is held to the key that COS makes of a path', async () => {
    expect((await as({ method: 'PUT', key: 'u/./1/b', body: 'mine' })).status).toBe(200)
    expect((await as({ method: 'PUT', key: 'u/1/./../2/b', body: 'mine' })).status).toBe(200)
    expect((await cos.send({ key: 'u/2/b' })).status).toBe(404)
    expect((await as({ method: 'PUT', key: 'u/./2/b', body: 'theirs' })).status).toBe(403)
    expect((await as({ method: 'PUT', key: '/u/1/b', body: 'nowhere' })).status).toBe(403)
  })

  it('to upload does not read', async () => {
    const upload = await cos.issueKey('u/1/', ['PutObject'])
    expect((await cos.send({ key: 'u/1/a', as: upload })).status).toBe(403)
    expect((await cos.send({ method: 'HEAD', key: 'u/1/a', as: upload })).status).toBe(403)
  })

  it('says who else reaches what it writes, unless a condition is against it', async () => {
    const headers = { 'x-cos-acl': 'public-read' }
    expect((await as({ method: 'PUT', key: 'u/1/p', body: 'p', headers })).status).toBe(200)
    expect((await cos.send({ key: 'u/1/p', as: 'nobody' })).text).toBe('p')
    const query = { 'response-content-type': 'text/html' }
    expect((await cos.send({ key: 'u/1/p', query, as: 'nobody' })).status).toBe(400)
    expect((await cos.send({ method: 'DELETE', key: 'u/1/p', as: 'nobody' })).status).toBe(403)
  })
})

describe('conditions', () => {
  const resource = `qcs::cos:${Region}:uid/1250000000:${Bucket}/u/1/*`
  const issueKey = (action: string, condition: unknown) =>
    cos.issueKeyFor([{ effect: 'allow', action: `name/cos:${action}`, resource, condition }])

  it('hold a body to its length, at the byte', async () => {
    const as = await issueKey('PutObject', { numeric_less_than_equal: { 'cos:content-length': 5 } })
    expect((await cos.send({ method: 'PUT', key: 'u/1/b', body: '12345', as })).status).toBe(200)
    expect((await cos.send({ method: 'PUT', key: 'u/1/b', body: '123456', as })).status).toBe(403)
    const target = cos.presign({ method: 'PUT', key: 'u/1/b', as })
    const headers = { Host: host, 'Transfer-Encoding': 'chunked' }
    expect((await cos.raw({ method: 'PUT', target, headers, body: '12345' })).status).toBe(403)
  })

  it('hold a body to its type', async () => {
    const as = await issueKey('PutObject', { string_equal: { 'cos:content-type': 'image/png' } })
    const put = (type: string) =>
      cos.send({ method: 'PUT', key: 'u/1/b', body: '<svg/>', headers: { 'Content-Type': type }, as })
    expect((await put('image/png')).status).toBe(200)
    expect((await put('image/svg+xml')).status).toBe(403)
    expect((await put('text/html')).status).toBe(403)
    expect((await cos.send({ method: 'PUT', key: 'u/1/b', body: '', as })).status).toBe(403)
  })

  it.each([
    ['PUT', {}, 'PutObject'],
    ['POST', { uploads: '' }, 'InitiateMultipartUpload'],
  ])('hold the ACL of a %s with %j', async (method, query, action) => {
    const as = await issueKey(action, { string_equal_if_exist: { 'cos:x-cos-acl': ['private', 'default'] } })
    const send = async (headers: Record<string, string>) =>
      (await cos.send({ method, key: 'u/1/b', query, headers, as })).status
    expect(await send({})).toBe(200)
    expect(await send({ 'x-cos-acl': 'default' })).toBe(200)
    expect(await send({ 'x-cos-acl': 'public-read' })).toBe(403)
  })

  it('of a denial hold whoever is named in a grant', async () => {
    const allow = { effect: 'allow', action: 'name/cos:PutObject', resource }
    const condition = { string_like: { 'cos:x-cos-grant-read': '*' } }
    const as = await cos.issueKeyFor([allow, { effect: 'deny', action: '*', resource: '*', condition }])
    const put = async (headers: Record<string, string>) =>
      (await cos.send({ method: 'PUT', key: 'u/1/b', headers, as })).status
    expect(await put({})).toBe(200)
    expect(await put({ 'x-cos-grant-full-control': 'id="1"' })).toBe(200)
    expect(await put({ 'x-cos-grant-read': 'id="1"' })).toBe(403)
    expect(await put({ 'x-cos-grant-read': '' })).toBe(403)
  })

  it('hold the type of an answer, which they name as it stands in a URL', async () => {
    const as = await issueKey('GetObject', { string_equal_if_exist: { 'cos:response-content-type': 'image%2Fjpeg' } })
    const get = async (query: Record<string, string>) => (await cos.send({ key: 'u/1/a', query, as })).status
    expect(await get({})).toBe(200)
    expect(await get({ 'response-content-type': 'image/jpeg' })).toBe(200)
    expect(await get({ 'response-content-type': 'text/html' })).toBe(403)
    expect(await get({ 'response-content-type': '' })).toBe(403)
  })

  it.each(['GetObject', 'HeadObject', 'DeleteObject'])('hold %s to the latest version', async (action) => {
    const as = await issueKey(action, { string_equal_if_exist: { 'cos:versionid': '' } })
    const method = action.replace(/Object$/, '').toUpperCase()
    expect((await cos.send({ method, key: 'u/1/a', query: { versionId: 'MTg0NDUx' }, as })).status).toBe(403)
    expect((await cos.send({ method, key: 'u/1/a', as })).status).toBeLessThan(300)
  })

  it('let a grant for exactly a folder list that folder, as the SDKs of Tencent ask for it', async () => {
    const folder = `qcs::cos:${Region}:uid/1250000000:${Bucket}/u/1/`
    const as = await cos.issueKeyFor([{ effect: 'allow', action: 'name/cos:GetBucket', resource: folder }])
    expect((await cos.send({ query: { prefix: 'u/1/' }, as })).status).toBe(200)
    for (const prefix of ['u/1/x', 'u/1', 'u/', '']) {
      expect((await cos.send({ query: { prefix }, as })).status).toBe(403)
    }
  })

  it('hold a listing to its prefix', async () => {
    const as = await issueKey('GetBucket', { string_equal: { 'cos:prefix': 'u%2F1%2F' } })
    expect((await cos.send({ query: { prefix: 'u/1/' }, as })).status).toBe(200)
    expect((await cos.send({ query: { prefix: 'u/1/x' }, as })).status).toBe(403)
  })
})
