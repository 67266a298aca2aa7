import { createHash } from 'node:crypto'
import { crc64 } from '../../../local/cos'
import { Desk, elements, host } from './desk'

let desk: Desk
beforeEach(() => {
  desk = new Desk()
})

const put = (key: string, body: string, headers = {}) => desk.send({ method: 'PUT', key, body, headers })
const get = (key: string, headers = {}, query = {}) => desk.send({ key, headers, query })

describe('PUT and GET', () => {
  it.each(['a.txt', '中文/图 片.jpg', "!'()*~.+%#?&=;:@,$", 'a//b', 'a/../b', './a', '__proto__', 'emoji😀'])(
    'store and return %s',
    async (key) => {
      expect((await put(key, `content of ${key}`)).status).toBe(200)
      expect((await get(key)).text).toBe(`content of ${key}`)
    },
  )

  it('take keys of up to 850 bytes', async () => {
    expect((await put('x'.repeat(850), '')).status).toBe(200)
    expect(await put('中'.repeat(284), '')).toMatchObject({ status: 400, Code: 'KeyTooLong' })
  })

  it('answer with the ETag and the CRC64 of the body', async () => {
    const { headers } = await put('a', 'hello')
    expect(headers.get('etag')).toBe(`"${createHash('md5').update('hello').digest('hex')}"`)
    expect(headers.get('x-cos-hash-crc64ecma')).toBe(crc64(Buffer.from('hello')))
  })

  it('tell who answered, and when', async () => {
    const { headers } = await put('a', 'hello')
    expect(headers.get('date')).toBe('Thu, 01 Jan 2026 00:00:00 GMT')
    expect(headers.get('x-cos-request-id')).toMatch(/.{20}/)
  })

  it('keep the metadata, byte for byte', async () => {
    await put('a', '', { 'x-cos-meta-name': '中文', 'Cache-Control': 'max-age=60', 'Content-Disposition': 'inline' })
    const { headers } = await desk.send({ method: 'HEAD', key: 'a' })
    expect(headers.get('x-cos-meta-name')).toBe(Buffer.from('中文').toString('latin1'))
    expect(headers.get('cache-control')).toBe('max-age=60')
    expect(headers.get('content-disposition')).toBe('inline')
  })

  it('infer a type from the extension where none was sent', async () => {
    await put('x.html', '')
    await put('y', '', { 'Content-Type': 'image/png' })
    expect((await get('x.html')).headers.get('content-type')).toBe('text/html')
    expect((await get('y')).headers.get('content-type')).toBe('image/png')
  })

  it('replace what was there', async () => {
    await put('a', 'old')
    await put('a', 'new')
    expect((await get('a')).text).toBe('new')
  })

  it('take an empty body', async () => {
    await put('a', '')
    const answer = await get('a')
    expect([answer.status, answer.text, answer.headers.get('content-length')]).toEqual([200, '', '0'])
  })

  it('let a reader finish although the object is replaced meanwhile', async () => {
    await put('a', 'old')
    const target = desk.presign({ key: 'a' })
    const answer = await desk.handler({ method: 'GET', target, headers: [['Host', host]], body: empty() })
    const reading = answer.body[Symbol.asyncIterator]()
    const first = reading.next()
    await put('a', 'new')
    expect(Buffer.from((await first).value ?? '').toString()).toBe('old')
  })
})

describe('a PUT', () => {
  it('is refused where x-cos-forbid-overwrite protects the object', async () => {
    const headers = { 'x-cos-forbid-overwrite': 'true' }
    expect((await put('a', 'first', headers)).status).toBe(200)
    expect(await put('a', 'second', headers)).toMatchObject({ status: 409, Code: 'FileAlreadyExists' })
    expect((await get('a')).text).toBe('first')
  })

  it('lets exactly one of several through that forbid overwriting at the same time', async () => {
    const headers = { 'x-cos-forbid-overwrite': 'true' }
    const answers = await Promise.all(['1', '2', '3', '4'].map((body) => put('a', body, headers)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })

  it('compares Content-MD5', async () => {
    const md5 = createHash('md5').update('hello').digest('base64')
    expect((await put('a', 'hello', { 'Content-MD5': md5 })).status).toBe(200)
    expect(await put('b', 'jello', { 'Content-MD5': md5 })).toMatchObject({ status: 400, Code: 'BadDigest' })
    expect(await put('c', 'hello', { 'Content-MD5': 'x' })).toMatchObject({ status: 400, Code: 'InvalidDigest' })
    expect((await get('b')).Code).toBe('NoSuchKey')
  })

  it.each([
    ['needs a length', { 'Content-Length': undefined }, 411, 'MissingContentLength'],
    ['takes no chunks', { 'Transfer-Encoding': 'chunked' }, 411, 'MissingContentLength'],
    ['needs a length that is one', { 'Content-Length': '5x' }, 400, 'InvalidArgument'],
    ['needs all of its body', { 'Content-Length': '6' }, 400, 'IncompleteBody'],
    ['needs no more than its body', { 'Content-Length': '4' }, 400, 'EntitySizeNotMatch'],
  ])('%s', async (_, change: Record<string, string | undefined>, status, Code) => {
    const target = desk.presign({ method: 'PUT', key: 'a' })
    const all = Object.entries({ Host: host, 'Content-Length': '5', ...change })
    const headers = Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
    expect(await desk.raw({ method: 'PUT', target, headers, body: 'hello' })).toMatchObject({ status, Code })
    expect((await get('a')).status).toBe(404)
  })

  it('is bounded by the largest object', async () => {
    desk = new Desk({ maxObjectSize: 5 })
    expect((await put('a', '12345')).status).toBe(200)
    expect(await put('b', '123456')).toMatchObject({ status: 400, Code: 'EntityTooLarge' })
  })
})

describe('a GET', () => {
  beforeEach(() => put('a', '0123456789', { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache' }))

  it('returns a range', async () => {
    const answer = await get('a', { Range: 'bytes=2-4' })
    expect([answer.status, answer.text]).toEqual([206, '234'])
    expect(answer.headers.get('content-range')).toBe('bytes 2-4/10')
    expect(answer.headers.get('content-length')).toBe('3')
  })

  it('refuses a range outside', async () => {
    const answer = await get('a', { Range: 'bytes=10-' })
    expect(answer).toMatchObject({ status: 416, Code: 'InvalidRange' })
    expect(answer.headers.get('content-range')).toBe('bytes */10')
  })

  const etag = '"781e5e245d69b566979b86e28d23f2c7"'
  const before = 'Wed, 31 Dec 2025 23:59:59 GMT'
  const same = 'Thu, 01 Jan 2026 00:00:00 GMT'
  it.each([
    [{ 'If-Match': etag }, 200],
    [{ 'If-Match': '"another"' }, 412],
    [{ 'If-Match': '*' }, 200],
    [{ 'If-None-Match': etag }, 304],
    [{ 'If-None-Match': `W/${etag}, "x"` }, 304],
    [{ 'If-None-Match': '"another"' }, 200],
    [{ 'If-Modified-Since': same }, 304],
    [{ 'If-Modified-Since': before }, 200],
    [{ 'If-Modified-Since': 'yesterday' }, 200],
    [{ 'If-Unmodified-Since': same }, 200],
    [{ 'If-Unmodified-Since': before }, 412],
    [{ 'If-None-Match': '"another"', 'If-Modified-Since': same }, 200],
    [{ 'If-Match': etag, 'If-Unmodified-Since': before }, 200],
  ])('with %j is answered %i', async (headers, status) => {
    expect((await get('a', headers)).status).toBe(status)
  })

  it('overrides the headers that response-* name', async () => {
    const disposition = "attachment; filename*=UTF-8''%E4%B8%AD.txt"
    const query = { 'response-content-disposition': disposition, 'response-content-type': 'text/html' }
    const { headers } = await get('a', {}, { ...query, 'response-cache-control': 'max-age=1' })
    expect(headers.get('content-disposition')).toBe(disposition)
    expect(headers.get('content-type')).toBe('text/html')
    expect(headers.get('cache-control')).toBe('max-age=1')
  })

  it('puts no line break into a header', async () => {
    const query = { 'response-content-type': 'text/html\r\nSet-Cookie: a=b' }
    expect(await get('a', {}, query)).toMatchObject({ status: 400, Code: 'InvalidArgument' })
  })

  it('of nothing is a 404, with its error in XML', async () => {
    const answer = await get('b/中')
    expect(answer).toMatchObject({ status: 404, Code: 'NoSuchKey' })
    expect(answer.headers.get('content-type')).toBe('application/xml')
    expect(elements(answer.text, 'Resource')).toEqual([`${host}/b/%E4%B8%AD`])
    expect(elements(answer.text, 'RequestId')).toEqual([answer.headers.get('x-cos-request-id')])
    expect(elements(answer.text, 'TraceId')[0]).not.toBe('')
  })
})

describe('a HEAD', () => {
  it('has the headers of the GET, and no body', async () => {
    await put('a', 'hello')
    const answer = await desk.send({ method: 'HEAD', key: 'a' })
    expect([answer.status, answer.headers.get('content-length'), answer.text]).toEqual([200, '5', ''])
    expect(answer.headers.get('x-cos-hash-crc64ecma')).toBe(crc64(Buffer.from('hello')))
  })

  it('has no body where it is refused', async () => {
    const answer = await desk.send({ method: 'HEAD', key: 'a' })
    expect([answer.status, answer.text]).toEqual([404, ''])
  })

  it('of the bucket says where it is', async () => {
    expect((await desk.send({ method: 'HEAD' })).headers.get('x-cos-bucket-region')).toBe('ap-guangzhou')
  })
})

describe('DELETE', () => {
  it('removes, and does not mind if there is nothing', async () => {
    await put('a', '')
    expect((await desk.send({ method: 'DELETE', key: 'a' })).status).toBe(204)
    expect((await desk.send({ method: 'DELETE', key: 'a' })).status).toBe(204)
    expect((await get('a')).status).toBe(404)
  })

  it('removes many, each by itself', async () => {
    await put('u/1/a&b', '')
    await put('u/2/a', '')
    const as = await desk.lend('u/1/', ['DeleteObject'])
    const body = '<Delete><Object><Key>u/1/a&amp;b</Key></Object><Object><Key>u/2/a</Key></Object></Delete>'
    const answer = await desk.send({ method: 'POST', query: { delete: '' }, body, as })
    expect(elements(answer.text, 'Key')).toEqual(['u/1/a&amp;b', 'u/2/a'])
    expect(answer.text).toMatch(/<Error><Key>u\/2\/a<\/Key><Code>AccessDenied/)
    expect((await get('u/2/a')).status).toBe(200)
    expect((await get('u/1/a&b')).status).toBe(404)
  })

  it('says only what failed where it is asked to be quiet', async () => {
    const body = '<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>'
    const answer = await desk.send({ method: 'POST', query: { delete: '' }, body })
    expect(elements(answer.text, 'Key')).toEqual([])
  })

  it.each([
    '',
    '<Delete>',
    '<Delete/>',
    '<Other><Object><Key>a</Key></Object></Other>',
    '<Delete><Object><Key><b/></Key></Object></Delete>',
    '<!DOCTYPE a [<!ENTITY x "y">]><Delete><Object><Key>&x;</Key></Object></Delete>',
    '<Delete><__proto__><Key>a</Key></__proto__></Delete>',
  ])('refuses the body %p', async (body) => {
    const answer = await desk.send({ method: 'POST', query: { delete: '' }, body })
    expect(answer).toMatchObject({ status: 400, Code: 'MalformedXML' })
  })
})

describe('a copy', () => {
  const copy = (source: string, headers = {}, key = 'b') =>
    desk.send({ method: 'PUT', key, headers: { 'x-cos-copy-source': source, ...headers } })

  beforeEach(() => put('中/a', 'hello', { 'Content-Type': 'text/x', 'x-cos-meta-a': '1' }))

  it('takes the content and what is known about it', async () => {
    const answer = await copy(`${host}/%E4%B8%AD/a`)
    expect(elements(answer.text, 'CRC64')).toEqual([crc64(Buffer.from('hello'))])
    const got = await get('b')
    expect([got.text, got.headers.get('content-type'), got.headers.get('x-cos-meta-a')]).toEqual([
      'hello',
      'text/x',
      '1',
    ])
  })

  it('replaces what is known about it where it is told to', async () => {
    await copy(`${host}/%E4%B8%AD/a`, { 'x-cos-metadata-directive': 'Replaced', 'x-cos-meta-b': '2' })
    const { headers } = await get('b')
    expect([headers.get('x-cos-meta-a'), headers.get('x-cos-meta-b')]).toEqual([undefined, '2'])
  })

  it.each([
    [`${host}/nothing`, {}, 'NoSuchKey'],
    [`${host}`, {}, 'InvalidArgument'],
    ['elsewhere.example/a', {}, 'InvalidArgument'],
    [`${host}/%zz`, {}, 'InvalidURI'],
    [`${host}/%E4%B8%AD/a`, { 'x-cos-metadata-directive': 'Move' }, 'InvalidArgument'],
    [`${host}/%E4%B8%AD/a`, { 'x-cos-copy-source-If-Match': '"x"' }, 'PreconditionFailed'],
    [
      `${host}/%E4%B8%AD/a`,
      { 'x-cos-copy-source-If-Modified-Since': 'Fri, 01 Jan 2027 00:00:00 GMT' },
      'PreconditionFailed',
    ],
  ])('of %s with %j is refused', async (source, headers, Code) => {
    expect((await copy(source, headers)).Code).toBe(Code)
  })

  it('onto itself has to change something', async () => {
    expect((await copy(`${host}/%E4%B8%AD/a`, {}, '中/a')).Code).toBe('InvalidArgument')
  })
})

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

async function* empty(): AsyncGenerator<Uint8Array> {
  // No body.
}
