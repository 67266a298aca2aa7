import { crc64 } from '../../../local/cos'
import { TestCos, elements, host } from './test-cos'

let cos: TestCos
beforeEach(() => {
  cos = new TestCos()
})

const put = (key: string, body: string, headers = {}) => cos.send({ method: 'PUT', key, body, headers })
const get = (key: string) => cos.send({ key })

describe('DELETE', () => {
  it('removes, and does not mind if there is nothing', async () => {
    await put('a', '')
    expect((await cos.send({ method: 'DELETE', key: 'a' })).status).toBe(204)
    expect((await cos.send({ method: 'DELETE', key: 'a' })).status).toBe(204)
    expect((await get('a')).status).toBe(404)
  })

  it('removes many, each by itself', async () => {
    await put('u/1/a&b', '')
    await put('u/2/a', '')
    const as = await cos.issueKey('u/1/', ['DeleteObject'])
    const body = '<Delete><Object><Key>u/1/a&amp;b</Key></Object><Object><Key>u/2/a</Key></Object></Delete>'
    const answer = await cos.send({ method: 'POST', query: { delete: '' }, body, as })
    expect(elements(answer.text, 'Key')).toEqual(['u/1/a&amp;b', 'u/2/a'])
    expect(answer.text).toMatch(/<Error><Key>u\/2\/a<\/Key><Code>AccessDenied/)
    expect((await get('u/2/a')).status).toBe(200)
    expect((await get('u/1/a&b')).status).toBe(404)
  })

  it('says only what failed where it is asked to be quiet', async () => {
    const body = '<Delete><Quiet>true</Quiet><Object><Key>a</Key></Object></Delete>'
    const answer = await cos.send({ method: 'POST', query: { delete: '' }, body })
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
    const answer = await cos.send({ method: 'POST', query: { delete: '' }, body })
    expect(answer).toMatchObject({ status: 400, Code: 'MalformedXML' })
  })
})

describe('a copy', () => {
  const copy = (source: string, headers = {}, key = 'b') =>
    cos.send({ method: 'PUT', key, headers: { 'x-cos-copy-source': source, ...headers } })

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
