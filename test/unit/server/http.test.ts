import { IssuerError } from '../../../server/src'
import { asking, createBackend, environment, errorOf } from './backend'

const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) => ({
  method: 'POST',
  headers,
  body,
})

describe('a request', () => {
  it('for the health is answered without a session', async () => {
    const response = await createBackend().request('/health')

    expect(await response.json()).toEqual({ status: 'ok' })
  })

  it('for the configuration learns bucket, region and domain', async () => {
    const response = await createBackend({ COS_DOMAIN: 'http://127.0.0.1:5182' }).request('/config')

    expect(await response.json()).toEqual({
      Bucket: environment.COS_BUCKET,
      Region: environment.COS_REGION,
      Domain: 'http://127.0.0.1:5182',
    })
  })

  it.each([
    ['GET', '/login'],
    ['GET', '/'],
    ['POST', '/config'],
    ['GET', '/constructor'],
    ['DELETE', '/health'],
  ])('%s %s finds nothing', async (method, path) => {
    expect(await errorOf(await createBackend().request(path, { method }))).toMatchObject({
      status: 404,
      code: 'NotFound',
    })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'of type "%s" is not taken for JSON',
    async (type) => {
      const response = await createBackend().request('/login', post('{"code":"a"}', { 'content-type': type }))

      expect(await errorOf(response)).toMatchObject({ status: 415, code: 'UnsupportedMediaType' })
    },
  )

  it.each(['', '{', '{"code":}', '{code:1}', '\ufeff{', '['.repeat(5000)])(
    'with the body %j is refused',
    async (body) => {
      expect(await errorOf(await createBackend().request('/login', post(body)))).toMatchObject({ status: 400 })
    },
  )

  it('is taken up to the limit, and refused one byte beyond', async () => {
    const bodyOf = (bytes: number) => JSON.stringify({ code: 'a' }).padEnd(bytes)

    expect((await createBackend().request('/login', post(bodyOf(16384)))).status).toBe(200)
    expect(await errorOf(await createBackend().request('/login', post(bodyOf(16385))))).toMatchObject({
      status: 413,
      code: 'TooLarge',
    })
  })

  it('is refused beyond the limit where it does not say its length, too', async () => {
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1024
        controller.enqueue(new Uint8Array(1024).fill(32))
      },
    })
    const init = { ...post(''), body: endless, duplex: 'half' }

    expect((await createBackend().request('/login', init)).status).toBe(413)
    expect(sent).toBeLessThan(32 * 1024)
  })

  it.each([
    { Expires: 86400 },
    { policy: { version: '2.0' } },
    { durationSeconds: 129600 },
    { Actions: [] },
    { Actions: 'name/cos:GetObject' },
    { Actions: ['name/cos:GetObject', 1] },
    { Actions: Array(17).fill('name/cos:GetObject') },
    { Actions: ['x'.repeat(1000)] },
    { Key: null },
    { Key: ['a'] },
    { Bucket: {} },
  ])('for credentials with %j is refused, without a word of what it said', async (more) => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`, more), token)

    const error = await errorOf(response)
    expect(error).toMatchObject({ status: 400, code: 'InvalidRequest' })
    expect(error.message).not.toMatch(/129600|86400|policy|xxxx/)
    expect(backend.policies).toEqual([])
  })

  it('with __proto__ in its body is refused, and changes nothing', async () => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')
    const body = JSON.stringify(asking(['name/cos:GetObject'], `${Prefix}a`)).replace(
      '{',
      '{"__proto__":{"admin":true},',
    )

    expect((await backend.post('/cos/credentials', body, token)).status).toBe(400)
    expect({}).not.toHaveProperty('admin')
  })
})

describe('an answer', () => {
  it.each(['/health', '/config', '/nothing'])('to %s is not stored and not sniffed', async (path) => {
    const { headers } = await createBackend().request(path)

    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
  })

  it('with credentials is not stored, and neither is a refusal', async () => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')
    const granted = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)
    const refused = await backend.post('/cos/credentials', {})

    expect([granted, refused].map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store'])
  })

  it('allows no other origin unless one is configured', async () => {
    const init = { headers: { origin: 'https://example.com' } }
    const none = await createBackend().request('/config', init)
    const one = await createBackend({ CORS_ORIGINS: 'https://example.com' }).request('/config', init)
    const other = await createBackend({ CORS_ORIGINS: 'https://example.org' }).request('/config', init)

    expect([none, one, other].map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([
      null,
      'https://example.com',
      null,
    ])
    expect(one.headers.get('access-control-expose-headers')).toBe('Date,Retry-After')
  })

  it('allows the headers of the client to a configured origin, and says so on a refusal, too', async () => {
    const backend = createBackend({ CORS_ORIGINS: 'https://example.com' })
    const preflight = await backend.request('/cos/credentials', {
      method: 'OPTIONS',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    })
    const refused = await backend.request('/cos/credentials', {
      ...post('{}'),
      headers: { origin: 'https://example.com' },
    })

    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('Authorization,Content-Type')
    expect(refused.status).toBe(401)
    expect(refused.headers.get('access-control-allow-origin')).toBe('https://example.com')
  })
})

describe('when the issuer fails', () => {
  const failing = (error: unknown) => createBackend({}, { issuer: { issue: () => Promise.reject(error) } })

  it.each([
    ['Timeout', 504, 'UpstreamTimeout', null],
    ['Stopping', 503, 'Busy', '1'],
    ['RequestLimitExceeded', 503, 'Busy', '1'],
    ['RequestLimitExceeded.UinLimitExceeded', 503, 'Busy', '1'],
    ['RequestLimitExceeded.IPLimitExceeded', 503, 'Busy', '1'],
    ['InvalidParameter.OverLimit', 503, 'Busy', '1'],
    ['AuthFailure.SecretIdNotFound', 424, 'IssuerMisconfigured', null],
    ['AuthFailure.SignatureExpire', 424, 'IssuerMisconfigured', null],
    ['UnauthorizedOperation', 424, 'IssuerMisconfigured', null],
    ['InvalidParameter.StrategyInvalid', 424, 'IssuerMisconfigured', null],
    ['UnsupportedRegion', 424, 'IssuerMisconfigured', null],
    ['InvalidParameter.PolicyTooLong', 400, 'PolicyTooLong', null],
    ['InvalidParameter.ExtendStrategyOverSize', 400, 'PolicyTooLong', null],
    ['InternalError.DbError', 502, 'IssuerFailed', null],
    ['NoJson', 502, 'IssuerFailed', null],
  ])('with %s, the answer is %i %s, and the log knows the call', async (upstreamCode, status, code, retryAfter) => {
    const backend = failing(new IssuerError(upstreamCode, 'example-request-of-sts'))
    const { token, Prefix } = await backend.login('anna')

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)

    expect(response.headers.get('retry-after')).toBe(retryAfter)
    expect(await errorOf(response)).toMatchObject({ status, code })
    if (upstreamCode === 'Stopping') return
    const line = expect.objectContaining({ code, upstreamCode, upstreamId: 'example-request-of-sts' })
    expect(backend.logged).toContainEqual([line, 'request'])
  })

  it('with anything else, nothing of that is told', async () => {
    const config = { SecretKey: 'example-secret' }
    const backend = failing(Object.assign(new Error('example-secret'), { config }))
    const { token, Prefix } = await backend.login('anna')

    const response = await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)

    expect(await errorOf(response)).toMatchObject({ status: 502, code: 'IssuerFailed' })
    expect(JSON.stringify(backend.logged)).not.toContain('example-secret')
  })
})
