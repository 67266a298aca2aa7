import { createHash } from 'node:crypto'
import { crc64 } from '../../../local/cos'
import { TestCos, elements, host } from './test-cos'

let cos: TestCos
beforeEach(() => {
  cos = new TestCos()
})

const put = (key: string, body: string, headers = {}) => cos.send({ method: 'PUT', key, body, headers })
const get = (key: string, headers = {}, query = {}) => cos.send({ key, headers, query })

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
    const { headers } = await cos.send({ method: 'HEAD', key: 'a' })
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
    const target = cos.presign({ key: 'a' })
    const answer = await cos.handler({ method: 'GET', target, headers: [['Host', host]], body: empty() })
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
    ['needs a length that is one', { 'Content-Length': '5x' }, 400, 'InvalidArgument'],
    ['needs all of its body', { 'Content-Length': '6' }, 400, 'IncompleteBody'],
    ['needs no more than its body', { 'Content-Length': '4' }, 400, 'EntitySizeNotMatch'],
  ])('%s', async (_, change: Record<string, string | undefined>, status, Code) => {
    const target = cos.presign({ method: 'PUT', key: 'a' })
    const all = Object.entries({ Host: host, 'Content-Length': '5', ...change })
    const headers = Object.fromEntries(all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
    expect(await cos.raw({ method: 'PUT', target, headers, body: 'hello' })).toMatchObject({ status, Code })
    expect((await get('a')).status).toBe(404)
  })

  it('needs no length where it comes in chunks', async () => {
    cos = new TestCos({ maxObjectSize: 5 })
    const target = cos.presign({ method: 'PUT', key: 'a' })
    const headers = { Host: host, 'Transfer-Encoding': 'chunked' }
    expect(await cos.raw({ method: 'PUT', target, headers, body: '123456' })).toMatchObject({ Code: 'EntityTooLarge' })
    expect((await get('a')).status).toBe(404)
    expect((await cos.raw({ method: 'PUT', target, headers, body: '12345' })).status).toBe(200)
    expect((await get('a')).text).toBe('12345')
  })

  it('is bounded by the largest object', async () => {
    cos = new TestCos({ maxObjectSize: 5 })
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

  it.each([
    [etag, 206],
    [same, 206],
    ['"another"', 200],
    [`W/${etag}`, 200],
    [before, 200],
    ['Fri, 02 Jan 2026 00:00:00 GMT', 200],
    ['yesterday', 200],
    ['', 200],
  ])('of a range, with If-Range: %s, is answered %i', async (condition, status) => {
    const answer = await get('a', { 'If-Range': condition, Range: 'bytes=2-4' })
    expect([answer.status, answer.text]).toEqual([status, status === 206 ? '234' : '0123456789'])
    const nowhere = await get('a', { 'If-Range': condition, Range: 'bytes=10-' })
    expect(nowhere.status).toBe(status === 206 ? 416 : 200)
  })

  it('ignores a range that ends before it starts', async () => {
    const answer = await get('a', { Range: 'bytes=4-2' })
    expect([answer.status, answer.text]).toEqual([200, '0123456789'])
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
    const answer = await cos.send({ method: 'HEAD', key: 'a' })
    expect([answer.status, answer.headers.get('content-length'), answer.text]).toEqual([200, '5', ''])
    expect(answer.headers.get('x-cos-hash-crc64ecma')).toBe(crc64(Buffer.from('hello')))
  })

  it('has no body where it is refused', async () => {
    const answer = await cos.send({ method: 'HEAD', key: 'a' })
    expect([answer.status, answer.text]).toEqual([404, ''])
  })

  it('of the bucket says where it is', async () => {
    expect((await cos.send({ method: 'HEAD' })).headers.get('x-cos-bucket-region')).toBe('ap-guangzhou')
  })
})

async function* empty(): AsyncGenerator<Uint8Array> {
  // No body.
}
