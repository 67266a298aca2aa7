import { Desk, elements } from './desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

const put = (key: string, body: string, headers = {}) => desk.send({ method: 'PUT', key, body, headers })
const get = (key: string, headers = {}) => desk.send({ key, headers })

describe('a listing', () => {
  beforeEach(async () => {
    for (const key of ['a 1', 'b/1', 'b/2', 'c/d/1', '中&.txt']) await put(key, key)
  })

  it('has the keys, sizes and ETags', async () => {
    const { text } = await desk.send({ query: { prefix: 'b/' } })
    expect(elements(text, 'Key')).toEqual(['b/1', 'b/2'])
    expect(elements(text, 'Size')).toEqual(['3', '3'])
    expect(elements(text, 'ETag')[0]).toMatch(/^&quot;[0-9a-f]{32}&quot;$/)
    expect(elements(text, 'IsTruncated')).toEqual(['false'])
  })

  it('folds folders, and encodes where it is asked to', async () => {
    const { text } = await desk.send({ query: { delimiter: '/', 'encoding-type': 'url' } })
    expect(elements(text, 'Key')).toEqual(['a%201', '%E4%B8%AD%26.txt'])
    expect(text).toContain('<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>')
  })

  it('goes on page by page', async () => {
    const first = await desk.send({ query: { 'max-keys': '2' } })
    const [marker = ''] = elements(first.text, 'NextMarker')
    expect(elements(first.text, 'Key')).toEqual(['a 1', 'b/1'])
    const second = await desk.send({ query: { 'max-keys': '9', marker } })
    expect(elements(second.text, 'Key')).toEqual(['b/2', 'c/d/1', '中&amp;.txt'])
  })

  it.each([
    ['max-keys', 'x'],
    ['max-keys', '-1'],
    ['encoding-type', 'xml'],
  ])('refuses %s=%s', async (name, value) => {
    expect(await desk.send({ query: { [name]: value } })).toMatchObject({ status: 400, Code: 'InvalidArgument' })
  })
})

describe('buckets', () => {
  it('are told apart by their hosts', async () => {
    desk = new Desk({ otherBuckets: ['second-1250000000'] })
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

  it('are not made by a request', async () => {
    expect((await desk.send({ method: 'PUT' })).status).toBe(409)
  })
})

it.each([
  ['PATCH', 'a', {}],
  ['DELETE', '', {}],
  ['POST', 'a', {}],
  ['GET', 'a', { acl: '' }],
  ['PUT', '', { lifecycle: '' }],
  ['GET', '', { versions: '' }],
])('%s of %p with %j is not here, and says so', async (method, key, query) => {
  expect(await desk.send({ method, key, query })).toMatchObject({ status: 405, Code: 'MethodNotAllowed' })
})
