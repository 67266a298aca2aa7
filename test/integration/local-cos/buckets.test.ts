import { TestCos, elements, type Draft } from './test-cos'

let cos: TestCos
beforeEach(() => {
  cos = new TestCos()
})

const put = (key: string, body: string, headers = {}) => cos.send({ method: 'PUT', key, body, headers })
const get = (key: string, headers = {}) => cos.send({ key, headers })

describe('a listing', () => {
  beforeEach(async () => {
    for (const key of ['a 1', 'b/1', 'b/2', 'c/d/1', '中&.txt']) await put(key, key)
  })

  it('has the keys, sizes and ETags', async () => {
    const { text } = await cos.send({ query: { prefix: 'b/' } })
    expect(elements(text, 'Key')).toEqual(['b/1', 'b/2'])
    expect(elements(text, 'Size')).toEqual(['3', '3'])
    expect(elements(text, 'ETag')[0]).toMatch(/^&quot;[0-9a-f]{32}&quot;$/)
    expect(elements(text, 'IsTruncated')).toEqual(['false'])
  })

  it('folds folders, and encodes where it is asked to', async () => {
    const { text } = await cos.send({ query: { delimiter: '/', 'encoding-type': 'url' } })
    expect(elements(text, 'Key')).toEqual(['a%201', '%E4%B8%AD%26.txt'])
    expect(text).toContain('<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>')
  })

  it('goes on page by page', async () => {
    const first = await cos.send({ query: { 'max-keys': '2' } })
    const [marker = ''] = elements(first.text, 'NextMarker')
    expect(elements(first.text, 'Key')).toEqual(['a 1', 'b/1'])
    const second = await cos.send({ query: { 'max-keys': '9', marker } })
    expect(elements(second.text, 'Key')).toEqual(['b/2', 'c/d/1', '中&amp;.txt'])
  })

  it.each([
    ['max-keys', 'x'],
    ['max-keys', '-1'],
    ['encoding-type', 'xml'],
  ])('refuses %s=%s', async (name, value) => {
    expect(await cos.send({ query: { [name]: value } })).toMatchObject({ status: 400, Code: 'InvalidArgument' })
  })
})

describe('buckets', () => {
  it('are told apart by their hosts', async () => {
    cos = new TestCos({ otherBuckets: ['second-1250000000'] })
    const elsewhere = { Host: 'second-1250000000.cos.ap-guangzhou.myqcloud.com' }
    await put('a', 'first')
    await put('a', 'second', elsewhere)
    expect((await get('a')).text).toBe('first')
    expect((await get('a', elsewhere)).text).toBe('second')
    expect((await get('a', { Host: '127.0.0.1:5182' })).text).toBe('first')
  })

  it('that nobody has set up do not exist', async () => {
    const answer = await get('a', { Host: 'nobody-1250000000.cos.ap-guangzhou.myqcloud.com' })
    expect(answer).toMatchObject({ status: 404, Code: 'NoSuchBucket' })
  })

  it.each(['demo-1250000000.cos.ap-beijing.myqcloud.com', 'demo-1250000000.cos.ap-nowhere.tencentcos.cn'])(
    'are not in another region, such as %s',
    async (Host) => {
      expect(await get('a', { Host })).toMatchObject({ status: 404, Code: 'NoSuchBucket' })
      expect((await cos.send({ method: 'HEAD', headers: { Host } })).status).toBe(404)
      expect(await put('a', 'x', { Host })).toMatchObject({ status: 404, Code: 'NoSuchBucket' })
      expect(await put('b', '', { 'x-cos-copy-source': `${Host}/a` })).toMatchObject({ Code: 'NoSuchBucket' })
    },
  )

  it.each(['cos.accelerate.myqcloud.com', 'cos-internal.ap-guangzhou.tencentcos.cn', 'cos.ap-guangzhou.localhost:1'])(
    'have the other name %s, too',
    async (rest) => {
      await put('a', 'hello')
      expect((await get('a', { Host: `demo-1250000000.${rest}` })).text).toBe('hello')
    },
  )

  it.each(['demo-1250000000.cos-website.ap-guangzhou.myqcloud.com', 'ci.ap-guangzhou.myqcloud.com'])(
    'are none of the other services of COS, such as %s',
    async (Host) => {
      await put('a', 'hello')
      expect(await get('a', { Host })).toMatchObject({ status: 404, Code: 'NoSuchBucket' })
    },
  )

  it('are not made by a request', async () => {
    expect((await cos.send({ method: 'PUT' })).status).toBe(409)
  })
})

describe('the list of versions', () => {
  beforeEach(async () => {
    for (const key of ['a', 'b/1', 'b/2', 'c']) await put(key, key)
  })

  it('has the one version of each object, page by page', async () => {
    const first = await cos.send({ query: { versions: '', 'max-keys': '2' } })
    expect([elements(first.text, 'Key'), elements(first.text, 'IsLatest')]).toEqual([
      ['a', 'b/1'],
      ['true', 'true'],
    ])
    const query = { versions: '', 'key-marker': elements(first.text, 'NextKeyMarker')[0] ?? '' }
    expect(elements((await cos.send({ query })).text, 'Key')).toEqual(['b/2', 'c'])
    const folded = await cos.send({ query: { versions: '', delimiter: '/' } })
    expect(elements(folded.text, 'Key')).toEqual(['a', 'c'])
  })

  it('is an action of its own', async () => {
    const query = { versions: '', prefix: 'b/' }
    expect((await cos.send({ query, as: await cos.issueKey('b/', ['GetBucket']) })).status).toBe(403)
    const as = await cos.issueKey('b/', ['GetBucketObjectVersions'])
    expect(elements((await cos.send({ query, as })).text, 'Key')).toEqual(['b/1', 'b/2'])
    expect((await cos.send({ query: { versions: '' }, as })).status).toBe(403)
  })
})

it('the ACL of a bucket gives it to its owner alone', async () => {
  const { text, headers } = await cos.send({ query: { acl: '' } })
  expect([elements(text, 'Permission'), headers.get('x-cos-acl')]).toEqual([['FULL_CONTROL'], 'private'])
  expect((await cos.send({ query: { acl: '' }, as: await cos.issueKey('', ['GetBucket']) })).status).toBe(403)
})

it('the location of a bucket is its region', async () => {
  const { text } = await cos.send({ query: { location: '' } })
  expect(elements(text, 'LocationConstraint')).toEqual(['ap-guangzhou'])
})

describe('the list of buckets', () => {
  const list = (Host: string, draft: Draft = {}) => cos.send({ ...draft, headers: { Host } })

  it('has all of them, or those of a region', async () => {
    cos = new TestCos({ otherBuckets: ['second-1250000000'] })
    const { text } = await list('service.cos.myqcloud.com')
    expect(elements(text, 'Name')).toEqual(['demo-1250000000', 'second-1250000000'])
    expect(elements(text, 'Location')).toEqual(['ap-guangzhou', 'ap-guangzhou'])
    expect(elements((await list('cos.ap-guangzhou.myqcloud.com')).text, 'Name')).toHaveLength(2)
    expect(elements((await list('cos.ap-beijing.myqcloud.com')).text, 'Name')).toEqual([])
  })

  it('needs a signature, and the right to see it', async () => {
    expect(await list('service.cos.myqcloud.com', { as: 'nobody' })).toMatchObject({
      status: 403,
      Code: 'AccessDenied',
    })
    const as = await cos.issueKey('', ['GetBucket', 'GetObject'])
    expect(await list('service.cos.myqcloud.com', { as })).toMatchObject({ status: 403, Code: 'AccessDenied' })
  })

  it('is nothing but a list', async () => {
    expect(await list('service.cos.myqcloud.com', { method: 'PUT' })).toMatchObject({ Code: 'MethodNotAllowed' })
    const inPath = await list('cos.ap-guangzhou.myqcloud.com', { key: 'demo-1250000000/a' })
    expect(inPath).toMatchObject({ status: 403, Code: 'PathStyleDomainForbidden' })
  })
})

it.each([
  ['PATCH', 'a', {}],
  ['DELETE', '', {}],
  ['POST', 'a', {}],
  ['PUT', '', { acl: '' }],
  ['GET', 'a', { location: '' }],
  ['GET', 'a', { acl: '', tagging: '' }],
  ['PUT', '', { lifecycle: '' }],
  ['GET', '', { versioning: '' }],
])('%s of %p with %j is not here, and says so', async (method, key, query) => {
  expect(await cos.send({ method, key, query })).toMatchObject({ status: 405, Code: 'MethodNotAllowed' })
})
