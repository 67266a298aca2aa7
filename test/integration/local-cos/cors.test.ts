import { TestCos, host } from './test-cos'

const Origin = 'http://127.0.0.1:5180'
const question = { Host: host, Origin, 'Access-Control-Request-Method': 'PUT' }
const ask = (cos: TestCos, headers: Record<string, string>) => cos.raw({ method: 'OPTIONS', target: '/a', headers })

describe('CORS', () => {
  it('lets a page use the service, without a signature for the question', async () => {
    const answer = await ask(new TestCos(), {
      ...question,
      'Access-Control-Request-Headers': 'content-type,x-cos-meta-a',
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type,x-cos-meta-a')
  })

  it('shows the page what it needs, also of errors', async () => {
    const cos = new TestCos()
    await cos.send({ method: 'PUT', key: 'a', headers: { 'x-cos-meta-a': '1', 'x-cos-tagging': 'a=1' } })
    const { headers } = await cos.send({ key: 'a', headers: { Origin } })
    const shown = (headers.get('access-control-expose-headers') ?? '').split(',')
    expect(shown).toEqual(expect.arrayContaining(['ETag', 'Date', 'x-cos-meta-a', 'x-cos-tagging-count']))
    const refused = await cos.send({ key: 'b', headers: { Origin } })
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([404, '*'])
  })

  it('lists the buckets to no page, as COS does', async () => {
    const cos = new TestCos()
    const headers = { Host: 'service.cos.myqcloud.com', Origin }
    const listed = await cos.send({ headers })
    expect([listed.status, listed.headers.has('access-control-allow-origin')]).toEqual([200, false])
    const asked = await ask(cos, { ...question, ...headers })
    expect([asked.status, asked.headers.has('access-control-allow-origin')]).toEqual([403, false])
  })

  it('says nothing to whoever is no page', async () => {
    expect((await new TestCos().send({ key: 'a' })).headers.has('access-control-allow-origin')).toBe(false)
  })

  it('can be held to some pages', async () => {
    const cos = new TestCos({ allowedOrigins: [Origin] })
    expect((await ask(cos, question)).headers.get('access-control-allow-origin')).toBe(Origin)
    expect(await ask(cos, { ...question, Origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      Code: 'AccessForbidden',
    })
    const answer = await cos.send({ key: 'a', headers: { Origin: 'https://evil.example' } })
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  it.each([
    ['a bucket that does not exist', { Host: 'none-1250000000.cos.ap-guangzhou.myqcloud.com' }, 404, 'NoSuchBucket'],
    ['a bucket in another region', { Host: 'demo-1250000000.cos.ap-beijing.myqcloud.com' }, 404, 'NoSuchBucket'],
    ['no method', { 'Access-Control-Request-Method': undefined }, 403, 'AccessForbidden'],
    ['no page', { Origin: undefined }, 403, 'AccessForbidden'],
  ])('refuses the question about %s, in a way that a browser takes for a refusal', async (_, change, status, Code) => {
    const headers = Object.entries({ ...question, ...change }).filter((pair): pair is [string, string] => !!pair[1])
    const answer = await ask(new TestCos(), Object.fromEntries(headers))
    expect(answer).toMatchObject({ status, Code })
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })
})
