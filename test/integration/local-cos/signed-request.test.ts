import { TestCos, elements, host, owner } from './test-cos'

let cos: TestCos
beforeEach(async () => {
  cos = new TestCos()
  for (const key of ['u/1/a', 'u/2/a', 'u/10/a']) await cos.send({ method: 'PUT', key, body: key })
})

describe('a signature', () => {
  it('opens one object for its time', async () => {
    const target = cos.presign({ key: 'u/1/a', expires: 60 })
    cos.advance(60)
    expect((await cos.raw({ target })).text).toBe('u/1/a')
    cos.advance(1)
    expect(await cos.raw({ target })).toMatchObject({
      status: 403,
      Code: 'AccessDenied',
      Message: 'Request has expired',
    })
  })

  it('that has not begun yet is too early, and is told the time', async () => {
    const answer = await cos.send({ key: 'u/1/a', begins: 60 })
    expect(answer).toMatchObject({ status: 403, Code: 'RequestTimeTooSkewed' })
    expect(answer.text).toContain('<ServerTime>2026-01-01T00:00:00.000Z</ServerTime>')
  })

  it('is needed', async () => {
    expect(await cos.send({ key: 'u/1/a', as: 'nobody' })).toMatchObject({ status: 403, Code: 'AccessDenied' })
    expect(await cos.send({ as: 'nobody' })).toMatchObject({ status: 403, Code: 'AccessDenied' })
  })

  it('by a key that nobody has is refused', async () => {
    const as = { SecretId: 'AKIDEXAMPLENOBODY', SecretKey: 'example' }
    expect(await cos.send({ key: 'u/1/a', as })).toMatchObject({ status: 403, Code: 'InvalidAccessKeyId' })
  })

  it('that does not match is told what was signed, and no secret', async () => {
    const as = { ...owner, SecretKey: 'example-of-a-wrong-key' }
    const answer = await cos.send({ key: 'u/1/a', as })
    expect(answer).toMatchObject({ status: 403, Code: 'SignatureDoesNotMatch' })
    expect(answer.text).toContain(`<FormatString>get\n/u/1/a\n\nhost=${host}\n</FormatString>`)
    expect(answer.text).toMatch(/<StringToSign>sha1\n1767225600;1767226500\n[0-9a-f]{40}\n<\/StringToSign>/)
    expect(answer.text).not.toContain(owner.SecretKey)
  })

  it('that covers the token does not have it repeated to whoever fails', async () => {
    const key = await cos.issueKey('u/1/', ['GetObject'])
    const query = { 'x-cos-security-token': key.SecurityToken ?? '' }
    const as = { SecretId: key.SecretId, SecretKey: 'example-of-a-wrong-key' }
    const answer = await cos.send({ key: 'u/1/a', query, as })
    expect(answer.Code).toBe('SignatureDoesNotMatch')
    expect(answer.text).not.toContain(key.SecurityToken)
  })
})

describe('a signed URL with', () => {
  const query = { 'response-content-type': 'image/png', 'imageMogr2/thumbnail/200x': '' }
  let target = ''
  beforeEach(async () => {
    target = cos.presign({
      key: 'u/1/a',
      query,
      as: await cos.issueKey('u/', ['GetObject', 'PutObject', 'DeleteObject', 'ListParts']),
    })
    expect((await cos.raw({ target })).Code).toBe('InvalidImageFormat')
  })

  it('any character changed is refused', async () => {
    const accepted: string[] = []
    for (let index = 1; index < target.length; index++) {
      const other = target[index] === '1' ? '2' : '1'
      const changed = target.slice(0, index) + other + target.slice(index + 1)
      const { status, Code } = await cos.raw({ target: changed })
      if (![400, 403].includes(status) || Code === 'InvalidImageFormat') accepted.push(changed)
    }
    expect(accepted).toEqual([])
  })

  it.each([
    ['another method', (url: string) => ({ method: 'DELETE', target: url })],
    ['another host', (url: string) => ({ target: url, headers: { Host: '127.0.0.1' } })],
    ['a parameter more', (url: string) => ({ target: `${url}&response-content-language=zh` })],
    ['a parameter that changes the operation', (url: string) => ({ target: `${url}&uploadId=1` })],
    ['a parameter less', (url: string) => ({ target: url.replace(/response-content-type=[^&]*&/, '') })],
    ['a parameter twice', (url: string) => ({ target: `${url}&response-content-type=image%2Fpng` })],
    ['a signature field twice', (url: string) => ({ target: url.replace(/(&q-ak=[^&]*)/, '$1$1') })],
    ['no token', (url: string) => ({ target: url.replace(/&x-cos-security-token=[^&]*/, '') })],
    ['no host in the list', (url: string) => ({ target: url.replace('q-header-list=host', 'q-header-list=') })],
    [
      'no parameters in the list',
      (url: string) => ({ target: url.replace(/q-url-param-list=[^&]*/, 'q-url-param-list=') }),
    ],
    [
      'a longer time',
      (url: string) => ({ target: url.replace(/q-sign-time=(\d+)%3B\d+/, 'q-sign-time=$1%3B9999999999') }),
    ],
    [
      'another time for its key',
      (url: string) => ({ target: url.replace(/q-key-time=(\d+)%3B\d+/, 'q-key-time=$1%3B9999999999') }),
    ],
    ['another algorithm', (url: string) => ({ target: url.replace('q-sign-algorithm=sha1', 'q-sign-algorithm=none') })],
    ['dots that lead elsewhere', (url: string) => ({ target: url.replace('/u/1/a', '/u/1/../2/a') })],
    ['encoded dots', (url: string) => ({ target: url.replace('/u/1/a', '/u/1/%2e%2e/2/a') })],
    ['an encoded slash more', (url: string) => ({ target: url.replace('/u/1/a', '/u/1%2F/a') })],
    ['a slash more', (url: string) => ({ target: url.replace('/u/1/a', '/u/1//a') })],
    ['an ACL', (url: string) => ({ target: url, headers: { Host: host, 'x-cos-acl': 'public-read' } })],
    [
      'a source to copy',
      (url: string) => ({ target: url, headers: { Host: host, 'x-cos-copy-source': `${host}/u/2/a` } }),
    ],
    [
      'an Authorization beside it',
      (url: string) => ({ target: url, headers: { Host: host, Authorization: 'q-ak=1' } }),
    ],
  ])('%s is refused', async (_, change) => {
    const answer = await cos.raw(change(target))
    expect([400, 403]).toContain(answer.status)
    expect(answer.Code).not.toBe('InvalidImageFormat')
  })

  it.each([
    ['host', { Host: `${host}, evil.example` }],
    ['doubled host', { Host: host, host: 'evil.example' }],
  ])('a %s header that says two things is refused', async (_, headers) => {
    expect([400, 403]).toContain((await cos.raw({ target, headers })).status)
  })

  it('the same path in another encoding is the same', async () => {
    expect((await cos.raw({ target: target.replace('/u/1/a', '/%75/1/%61') })).Code).toBe('InvalidImageFormat')
  })
})

describe('strict signature mode', () => {
  const unsigned = '&response-content-type=text%2Fhtml'

  it('takes nothing that was appended', async () => {
    const target = cos.presign({ key: 'u/1/a' })
    expect(await cos.raw({ target: target + unsigned })).toMatchObject({
      status: 403,
      Message: 'Strict signature missing param that must be signed',
    })
  })

  it('takes no signature without the host', async () => {
    const target = cos.presign({ key: 'u/1/a' }).replace('q-header-list=host', 'q-header-list=')
    expect((await cos.raw({ target })).Message).toBe('Strict signature missing header that must be signed')
  })

  it('wants content-type and content-length signed at its strictest, where the request has them', async () => {
    cos = new TestCos({ strict: 'content' })
    const headers = { 'Content-Type': 'image/png', 'Content-Length': '1' }
    const put = (signed: Record<string, string>) => {
      const target = cos.presign({ method: 'PUT', key: 'a', headers: signed })
      return cos.raw({ method: 'PUT', target, headers: { Host: host, ...headers }, body: 'a' })
    }

    const missing = { status: 403, Message: 'Strict signature missing header that must be signed' }
    expect(await put({})).toMatchObject(missing)
    expect(await put({ 'Content-Type': 'image/png' })).toMatchObject(missing)
    expect((await put(headers)).status).toBe(200)
    expect((await cos.raw({ target: cos.presign({ key: 'a' }) })).status).toBe(200)
  })

  it('can be turned off', async () => {
    cos = new TestCos({ strict: false })
    await cos.send({ method: 'PUT', key: 'a', body: 'hello' })
    const answer = await cos.raw({ target: cos.presign({ key: 'a' }) + unsigned })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html'])
  })
})

describe('a key', () => {
  it.each(['/a', '//a', '/../a', 'a//b', '..', 'a/../../b', '.', 'a/.', '.a/.b', '\\a'])(
    'may be %j, and is another than every other',
    async (key) => {
      await cos.send({ method: 'PUT', key, body: key })
      expect((await cos.send({ key })).text).toBe(key)
      expect(elements((await cos.send({ query: { prefix: key } })).text, 'Key')).toEqual([key])
    },
  )

  it.each(['a/./b', './a/b', 'a/././b', './././a/./b'])('as the path /%s is without the dots', async (path) => {
    await cos.send({ method: 'PUT', key: path, body: 'hello' })
    const key = path.replaceAll('./', '')
    expect((await cos.send({ key })).text).toBe('hello')
    expect((await cos.send({ key: path })).text).toBe('hello')
    expect(elements((await cos.send({})).text, 'Key')).toContain(key)
    await cos.send({ method: 'PUT', key: 'copy', headers: { 'x-cos-copy-source': `${host}/${path}` } })
    expect((await cos.send({ key: 'copy' })).text).toBe('hello')
  })

  it.each(['/', '//////', './', '././', '/.//./'])(
    'as the path /%s is the bucket, which is signed as /',
    async (key) => {
      expect(await cos.send({ key })).toMatchObject({ status: 403, Code: 'SignatureDoesNotMatch' })
      const signed = cos.presign({})
      expect((await cos.raw({ target: signed.replace('/', `/${key}`) })).text).toContain('<ListBucketResult>')
    },
  )

  it.each(['a\u0000b', 'a\nb', 'a\u001bb', 'a\u007fb'])('cannot be %j', async (key) => {
    expect(await cos.send({ method: 'PUT', key, body: '' })).toMatchObject({
      status: 400,
      Code: 'InvalidObjectName',
    })
  })

  it.each(['/%C0%AE%C0%AE/a', '/%ff', '/%', '/%u0041', 'http://evil.example/a', '*'])(
    'cannot be spelled %s',
    async (target) => {
      expect(await cos.raw({ target })).toMatchObject({ status: 400, Code: 'InvalidURI' })
    },
  )
})

it('tells the log no query, no token and no key', async () => {
  const log = jest.fn()
  cos = new TestCos({ log })
  const as = await cos.issueKey('u/1/', ['GetObject'])
  await cos.raw({ target: cos.presign({ key: 'u/1/a', as }) })
  expect(log).toHaveBeenCalledWith({
    method: 'GET',
    path: '/u/1/a',
    status: 404,
    Code: 'NoSuchKey',
    requestId: expect.any(String),
  })
  const said = JSON.stringify(log.mock.calls)
  expect([as.SecretKey, as.SecurityToken, 'q-signature'].filter((secret) => said.includes(secret ?? ''))).toEqual([])
})
