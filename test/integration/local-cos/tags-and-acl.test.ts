import { TestCos, elements, host, type Draft } from './test-cos'

let cos: TestCos
beforeEach(() => {
  cos = new TestCos()
})
const put = (headers: Record<string, string> = {}) => cos.send({ method: 'PUT', key: 'a', body: 'hello', headers })

describe('tags', () => {
  const tagging = (method: string, draft: Draft = {}) =>
    cos.send({ method, key: 'a', query: { tagging: '' }, ...draft })
  const document = (...tags: (readonly [string, string])[]) => {
    const inner = tags.map(([Key, Value]) => `<Tag><Key>${Key}</Key><Value>${Value}</Value></Tag>`)
    return `<Tagging><TagSet>${inner.join('')}</TagSet></Tagging>`
  }
  const tagsOf = async () => {
    const { text } = await tagging('GET')
    return elements(text, 'Key').map((key, index) => [key, elements(text, 'Value')[index]])
  }

  it('come with an upload, percent-encoded, and are counted', async () => {
    await put({ 'x-cos-tagging': 'k1=v1&%E4%B8%AD=a%26b' })
    expect(await tagsOf()).toEqual([
      ['k1', 'v1'],
      ['中', 'a&amp;b'],
    ])
    expect((await cos.send({ method: 'HEAD', key: 'a' })).headers.get('x-cos-tagging-count')).toBe('2')
  })

  it('are set, replaced and removed', async () => {
    await put()
    expect(await tagging('GET')).toMatchObject({ status: 404, Code: 'NoSuchTagSet' })
    expect((await tagging('PUT', { body: document(['a', '1'], ['b', '2']) })).status).toBe(200)
    expect((await tagging('PUT', { body: document(['c', '3']) })).status).toBe(200)
    expect(await tagsOf()).toEqual([['c', '3']])
    expect((await tagging('DELETE')).status).toBe(204)
    expect((await tagging('GET')).Code).toBe('NoSuchTagSet')
    expect((await cos.send({ key: 'a' })).text).toBe('hello')
  })

  it('go with a copy, unless they are replaced', async () => {
    await put({ 'x-cos-tagging': 'k=v' })
    const copy = (headers = {}) =>
      cos.send({ method: 'PUT', key: 'b', headers: { 'x-cos-copy-source': `${host}/a`, ...headers } })
    const countOf = async () => (await cos.send({ method: 'HEAD', key: 'b' })).headers.get('x-cos-tagging-count')
    await copy()
    expect(await countOf()).toBe('1')
    await copy({ 'x-cos-tagging-directive': 'Replaced' })
    expect(await countOf()).toBeUndefined()
  })

  it('go with an upload in parts', async () => {
    const query = { uploads: '' }
    const begun = await cos.send({ method: 'POST', key: 'a', query, headers: { 'x-cos-tagging': 'k=v' } })
    const uploadId = elements(begun.text, 'UploadId')[0] ?? ''
    const part = await cos.send({ method: 'PUT', key: 'a', query: { uploadId, partNumber: '1' }, body: 'hello' })
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.headers.get('etag')}</ETag></Part></CompleteMultipartUpload>`
    await cos.send({ method: 'POST', key: 'a', query: { uploadId }, body })
    expect(await tagsOf()).toEqual([['k', 'v']])
  })

  it.each([
    ['eleven', Array.from({ length: 11 }, (_, index) => [`k${index}`, 'v'] as const)],
    ['one twice', [['k', '1'] as const, ['k', '2'] as const]],
    ['one without a key', [['', 'v'] as const]],
    ['a key of 128 bytes', [['k'.repeat(128), 'v'] as const]],
    ['a value of 256 bytes', [['k', 'v'.repeat(256)] as const]],
  ])('are not %s', async (_, tags) => {
    await put()
    expect(await tagging('PUT', { body: document(...tags) })).toMatchObject({ status: 400, Code: 'InvalidTag' })
    const text = tags.map((pair) => pair.join('=')).join('&')
    expect(await put({ 'x-cos-tagging': text })).toMatchObject({ status: 400, Code: 'InvalidTag' })
  })

  it('are of an object, and actions of their own', async () => {
    for (const method of ['GET', 'DELETE', 'PUT']) {
      expect(await tagging(method, { body: document(['a', '1']) })).toMatchObject({ status: 404, Code: 'NoSuchKey' })
    }
    await put()
    const as = await cos.issueKey('', ['GetObject', 'PutObject', 'DeleteObject'])
    for (const method of ['GET', 'DELETE', 'PUT']) {
      expect((await tagging(method, { as, body: document(['a', '1']) })).status).toBe(403)
    }
  })
})

describe('an ACL', () => {
  const acl = (method: string, draft: Draft = {}) => cos.send({ method, key: 'a', query: { acl: '' }, ...draft })

  it('opens an object to everybody, and closes it again', async () => {
    await put()
    expect((await cos.send({ key: 'a', as: 'nobody' })).status).toBe(403)
    expect((await acl('PUT', { headers: { 'x-cos-acl': 'public-read' } })).status).toBe(200)
    expect((await cos.send({ key: 'a', as: 'nobody' })).text).toBe('hello')
    expect((await acl('GET')).headers.get('x-cos-acl')).toBe('public-read')
    await acl('PUT', { headers: { 'x-cos-acl': 'private' } })
    expect((await cos.send({ key: 'a', as: 'nobody' })).status).toBe(403)
  })

  it('is the owner alone where nobody has said more', async () => {
    await put()
    const { text, headers } = await acl('GET')
    expect(headers.get('x-cos-acl')).toBe('default')
    expect(elements(text, 'Permission')).toEqual(['FULL_CONTROL'])
    expect(new Set(elements(text, 'ID'))).toEqual(new Set(['qcs::cam::uin/1250000000:uin/1250000000']))
  })

  it('is not there of a version that the object does not have', async () => {
    await put()
    expect(await acl('GET', { query: { acl: '', versionId: '1' } })).toMatchObject({ Code: 'NoSuchVersion' })
    expect(await cos.send({ key: 'a', query: { versionId: '1' } })).toMatchObject({
      status: 404,
      Code: 'NoSuchVersion',
    })
    expect((await cos.send({ key: 'a', query: { versionId: 'null' } })).status).toBe(200)
  })

  it('tells who was given what, in headers or in a document', async () => {
    await put({ 'x-cos-grant-read': 'id="qcs::cam::uin/1:uin/1", id="qcs::cam::uin/2:uin/2"' })
    expect(elements((await acl('GET')).text, 'Permission')).toEqual(['READ', 'READ'])
    const grant =
      '<Grant><Grantee><ID>qcs::cam::uin/3:uin/3</ID></Grantee><Permission>FULL_CONTROL</Permission></Grant>'
    const body = `<AccessControlPolicy><AccessControlList>${grant}</AccessControlList></AccessControlPolicy>`
    expect((await acl('PUT', { body })).status).toBe(200)
    const { text } = await acl('GET')
    expect([elements(text, 'ID')[1], elements(text, 'Permission')]).toEqual(['qcs::cam::uin/3:uin/3', ['FULL_CONTROL']])
  })

  it('needs no signature for a header that is empty', async () => {
    await put()
    const target = cos.presign({ method: 'PUT', key: 'a', query: { acl: '' }, headers: { 'x-cos-acl': 'private' } })
    const answer = (grant: string) => {
      const headers = { Host: host, 'x-cos-acl': 'private', 'x-cos-grant-read': grant }
      return cos.raw({ method: 'PUT', target, headers })
    }
    expect((await answer('')).status).toBe(200)
    expect((await answer('id="qcs::cam::uin/1:uin/1"')).status).toBe(403)
  })

  it.each([
    [{ headers: { 'x-cos-acl': 'everybody' } }, 'InvalidArgument'],
    [{ headers: { 'x-cos-grant-read': 'uin/1' } }, 'InvalidArgument'],
    [{ body: '' }, 'MalformedXML'],
    [{ body: '<AccessControlPolicy/>' }, 'MalformedXML'],
  ])('cannot be %j', async (draft, Code) => {
    await put()
    expect(await acl('PUT', draft)).toMatchObject({ status: 400, Code })
  })

  it('is of an object, and an action of its own', async () => {
    expect(await acl('GET')).toMatchObject({ status: 404, Code: 'NoSuchKey' })
    expect(await acl('PUT', { headers: { 'x-cos-acl': 'private' } })).toMatchObject({ status: 404, Code: 'NoSuchKey' })
    await put()
    const as = await cos.issueKey('', ['GetObject', 'PutObject'])
    expect((await acl('GET', { as })).status).toBe(403)
    expect((await acl('PUT', { as, headers: { 'x-cos-acl': 'private' } })).status).toBe(403)
  })
})
