import { createCode2Session } from '../../../server/src/login/code2session'
import { userIdOf } from '../../../server/src/login/user'
import { codeLoginOf, createBackend, environment, errorOf, settingsWith } from './backend'

/** A `fetch` that plays WeChat, and keeps what it was asked. */
function wechat(answer: unknown) {
  const asked: URL[] = []
  const fetch = async (address: string | URL | Request) => {
    asked.push(new URL(address instanceof Request ? address.url : address))
    if (answer instanceof Error || answer instanceof DOMException) throw answer
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), {
      headers: { 'content-type': 'text/plain' },
    })
  }
  return { asked, code2Session: createCode2Session(codeLoginOf(settingsWith()), fetch) }
}

const loginWith = async (answer: unknown) => {
  const backend = createBackend({}, { code2Session: wechat(answer).code2Session })
  return { backend, response: await backend.post('/login', { code: 'example-code' }) }
}

describe('POST /login', () => {
  it('asks WeChat once, with the code, and answers a session and where the objects lie', async () => {
    const { asked, code2Session } = wechat({ openid: 'openid-of-anna', session_key: 'example-session-key' })
    const backend = createBackend({}, { code2Session })

    const response = await backend.post('/login', { code: 'example-code' })

    expect(asked.map(({ origin, pathname }) => origin + pathname)).toEqual([
      'https://api.weixin.qq.com/sns/jscode2session',
    ])
    expect(Object.fromEntries(asked[0]?.searchParams ?? [])).toEqual({
      appid: environment.WECHAT_APPID,
      secret: environment.WECHAT_SECRET,
      js_code: 'example-code',
      grant_type: 'authorization_code',
    })
    expect(await response.json()).toEqual({
      token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      expiresIn: 7200,
      Prefix: `u/${userIdOf('openid-of-anna', environment.USER_ID_KEY)}/`,
      Bucket: environment.COS_BUCKET,
      Region: environment.COS_REGION,
      Domain: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com',
    })
  })

  it('drops the session_key: it is in no answer and in no log', async () => {
    const { backend, response } = await loginWith({ openid: 'o', session_key: 'example-session-key' })

    expect((await response.text()) + JSON.stringify(backend.logged)).not.toContain('session-key')
  })

  it.each([
    [40029, 401, 'LoginCodeInvalid', null],
    [40163, 401, 'LoginCodeUsed', null],
    [40226, 403, 'LoginBlocked', null],
    [45011, 429, 'TooManyRequests', '60'],
    [-1, 503, 'Busy', '1'],
    [40013, 502, 'WeChatFailed', null],
    [40125, 502, 'WeChatFailed', null],
  ])('tells errcode %i apart: %i %s', async (errcode, status, code, retryAfter) => {
    const { backend, response } = await loginWith({ errcode, errmsg: 'secret of the service, rid: 1' })

    expect(response.headers.get('retry-after')).toBe(retryAfter)
    const error = await errorOf(response)
    expect(error).toMatchObject({ status, code })
    expect(error.message).not.toContain('secret of the service')
    expect(backend.logged).toContainEqual([expect.objectContaining({ upstreamCode: String(errcode) }), 'request'])
  })

  it("keeps WeChat's rid for the log, and nothing else of what it said", async () => {
    const errmsg = 'code been used, rid: 63e60657-344dd3ee-28b67950'
    const { backend, response } = await loginWith({ errcode: 40163, errmsg })

    expect(backend.logged).toContainEqual([
      expect.objectContaining({ upstreamCode: '40163', upstreamId: '63e60657-344dd3ee-28b67950' }),
      'request',
    ])
    expect((await response.text()) + JSON.stringify(backend.logged)).not.toContain('been used, rid')
  })

  it('gives up on WeChat when the process is about to end', async () => {
    const shutdown = new AbortController()
    const hanging = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((__, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
        shutdown.abort()
      })
    const code2Session = createCode2Session(codeLoginOf(settingsWith()), hanging, shutdown.signal)
    const response = await createBackend({}, { code2Session }).post('/login', { code: 'example-code' })

    expect(response.headers.get('retry-after')).toBe('1')
    expect(await errorOf(response)).toMatchObject({ status: 503, code: 'Busy' })
  })

  it.each([
    ['an answer that is no JSON', '<html>', 502],
    ['an answer without an openid', {}, 502],
    ['an empty openid', { openid: '' }, 502],
    ['an answer without end', { openid: 'x'.repeat(300_000) }, 502],
    ['no network', new TypeError('fetch failed: https://api.weixin.qq.com/?secret=example-app-secret'), 502],
    ['no answer in time', new DOMException('timed out', 'TimeoutError'), 504],
  ])('survives %s', async (_, answer, status) => {
    const { backend, response } = await loginWith(answer)

    expect(response.status).toBe(status)
    expect((await response.text()) + JSON.stringify(backend.logged)).not.toContain(environment.WECHAT_SECRET)
  })

  it('takes a code once, since WeChat does', async () => {
    const used = new Set<string>()
    const fetch = async (address: string | URL | Request) => {
      const code = new URL(address instanceof Request ? address.url : address).searchParams.get('js_code') ?? ''
      const answer = used.has(code) ? { errcode: 40163 } : { openid: 'o' }
      used.add(code)
      return Response.json(answer)
    }
    const backend = createBackend({}, { code2Session: createCode2Session(codeLoginOf(settingsWith()), fetch) })

    expect((await backend.post('/login', { code: 'once' })).status).toBe(200)
    expect(await errorOf(await backend.post('/login', { code: 'once' }))).toMatchObject({
      status: 401,
      code: 'LoginCodeUsed',
    })
  })

  it.each([
    {},
    { code: '' },
    { code: 7 },
    { code: 'a\tb' },
    { code: 'x'.repeat(129) },
    { code: 'a', openid: 'o' },
    [],
    null,
  ])('refuses the body %j before it asks WeChat', async (body) => {
    const { asked, code2Session } = wechat({ openid: 'o' })

    expect((await createBackend({}, { code2Session }).post('/login', body)).status).toBe(400)
    expect(asked).toEqual([])
  })
})

describe('a user id', () => {
  it('is the same for the same user and the same key, and tells nothing of the openid', () => {
    const id = userIdOf('openid-of-anna', environment.USER_ID_KEY)

    expect(id).toBe(userIdOf('openid-of-anna', environment.USER_ID_KEY))
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(id).not.toBe(userIdOf('openid-of-ben', environment.USER_ID_KEY))
    expect(id).not.toBe(userIdOf('openid-of-anna', 'another-key-another-key-another-key'))
  })

  it('does not change with the session keys, so that nobody loses their photos', async () => {
    const before = await createBackend().login('anna')
    const after = await createBackend({ SESSION_KEYS: 'k9:another-key-another-key-another-key-1' }).login('anna')

    expect(after.Prefix).toBe(before.Prefix)
  })
})
