import { createLog, IssuerError } from '../../../server/src'
import type { AppOptions } from '../../../server/src'
import { asking, createBackend, environment, errorOf, issued } from './backend'

type Line = Record<string, unknown>

/** A backend with the real log, and the lines that it has written. */
function createLogged(more: Record<string, string> = {}, options: Partial<AppOptions> = {}) {
  const text: string[] = []
  const log = createLog({ logLevel: 'info' }, { write: (line: string) => void text.push(line) })
  const backend = createBackend(more, { log, ...options })
  const lines = () => text.map((line) => JSON.parse(line) as Line)
  return { backend, text, lines }
}

const GET = ['name/cos:GetObject']

describe('the log', () => {
  it('is JSON with the path, the status and the user, and holds no query, token, key, code, openid or address', async () => {
    const { backend, text, lines } = createLogged()
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials?token=in-the-query', asking(GET, `${Prefix}a`), token)
    await backend.post('/cos/credentials', asking(GET, 'u/other/a'), token)

    const user = Prefix.split('/')[1]
    expect(lines().filter(({ msg }) => msg === 'request')).toMatchObject([
      { method: 'POST', path: '/login', status: 200, user },
      { method: 'POST', path: '/cos/credentials', status: 200, user },
      { method: 'POST', path: '/cos/credentials', status: 403, user, code: 'AccessDenied' },
    ])
    const secrets = ['in-the-query', 'anna.1', 'openid', 'AKIDEXAMPLE', 'example-tmp', environment.SESSION_KEYS]
    for (const secret of [...secrets, token, '192.0.2.1']) expect(text.join('')).not.toContain(secret)
  })

  it('says where an unexpected error is from, but not what it said; the caller learns neither', async () => {
    const backend = createBackend({}, { code2Session: () => Promise.reject(new RangeError('example-secret')) })

    const error = await errorOf(await backend.post('/login', { code: 'a' }))

    expect(error).toEqual({ status: 500, code: 'InternalError', message: 'The backend failed; its log says where' })
    const line = {
      requestId: expect.any(String),
      caller: expect.any(String),
      kind: 'RangeError',
      at: expect.any(Array),
    }
    expect(backend.logged).toContainEqual([line, 'unexpected error'])
    expect(JSON.stringify(backend.logged)).not.toContain('example-secret')
  })

  it('tells callers apart by a hash that is the same tomorrow, and on another instance', async () => {
    const callersIn = async (more: Record<string, string>, ...addresses: string[]) => {
      const { backend, lines } = createLogged(more)
      for (const address of addresses) await backend.request('/config', {}, address)
      return lines().map(({ caller }) => caller)
    }
    const [anna, again, ben] = await callersIn({}, '192.0.2.1', '192.0.2.1', '192.0.2.2')

    expect(anna).toMatch(/^[0-9a-f]{12}$/)
    expect(again).toBe(anna)
    expect(ben).not.toBe(anna)
    expect(await callersIn({}, '192.0.2.1')).toEqual([anna])
    expect(await callersIn({ USER_ID_KEY: 'another-key-another-key-another-key' }, '192.0.2.1')).not.toEqual([anna])
  })

  it('says nothing of probes that go well', async () => {
    const { backend, lines } = createLogged()
    await backend.request('/health')
    await backend.request('/ready')

    expect(lines()).toEqual([])
  })

  it('calls it an error where somebody has to mend the settings', async () => {
    const issue = () => Promise.reject(new IssuerError('AuthFailure.SecretIdNotFound'))
    const { backend, lines } = createLogged({}, { issuer: { issue } })
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials', asking(GET, `${Prefix}a`), token)

    expect(lines().map(({ level, code }) => [level, code])).toEqual([
      [30, undefined],
      [50, 'IssuerMisconfigured'],
    ])
  })
})

describe('a grant', () => {
  it('leaves a line that says who may do what, until when, by which call of STS', async () => {
    const { backend, lines } = createLogged()
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials', asking(GET, `${Prefix}a.jpg`), token)
    await backend.post('/cos/credentials', asking(GET, `${Prefix}b.jpg`), token)

    const grants = lines().filter(({ msg }) => msg === 'grant')
    const { expiredTime, requestId: stsRequestId } = issued(1800)
    const until = new Date(expiredTime * 1000).toISOString()
    const line = { user: Prefix.split('/')[1], actions: GET, prefix: Prefix, oneObject: false, until, stsRequestId }
    expect(grants).toMatchObject([
      { ...line, reused: false },
      { ...line, reused: true },
    ])
    const [request] = lines().filter(({ path }) => path === '/cos/credentials')
    expect(grants[0]).toMatchObject({ requestId: request?.requestId, caller: request?.caller })
  })

  it('to write names the folder, not the object, and no key of any kind', async () => {
    const { backend, lines, text } = createLogged()
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials', asking(['name/cos:PutObject'], `${Prefix}private-name.jpg`), token)

    const [grant] = lines().filter(({ msg }) => msg === 'grant')
    expect(grant).toMatchObject({ prefix: Prefix, oneObject: true })
    for (const secret of ['private-name', 'example-tmp-key', 'example-token'])
      expect(text.join('')).not.toContain(secret)
  })

  it('is logged for a signed request as well', async () => {
    const { backend, lines } = createLogged()
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/sign', { Method: 'GET', Key: `${Prefix}a`, Expires: 60 }, token)

    expect(lines().filter(({ msg }) => msg === 'grant')).toMatchObject([{ actions: GET, prefix: Prefix }])
  })
})

describe('the id of a request', () => {
  const idsOf = async (given: string | undefined, more: Record<string, string>) => {
    const { backend, lines } = createLogged(more)
    const headers = new Headers(given === undefined ? [] : [['x-request-id', given]])
    const response = await backend.request('/config', { headers })
    return { answered: response.headers.get('x-request-id'), logged: lines().at(-1)?.requestId }
  }

  it("is the proxy's, where there is one", async () => {
    const ids = await idsOf('a1b2-c3d4.5', { TRUSTED_PROXIES: '1' })

    expect(ids).toEqual({ answered: 'a1b2-c3d4.5', logged: 'a1b2-c3d4.5' })
  })

  it.each([
    ['no proxy that could have written it', 'a1b2-c3d4.5', '0'],
    ['none', undefined, '1'],
    ['one that is too long', 'x'.repeat(129), '1'],
    ['one with other characters', 'a b"', '1'],
  ])('is made where there is %s', async (_, given, TRUSTED_PROXIES) => {
    const { answered, logged } = await idsOf(given, { TRUSTED_PROXIES })

    expect(answered).toMatch(/^[0-9a-f-]{36}$/)
    expect(logged).toBe(answered)
  })

  it('is in a refusal, too', async () => {
    const response = await createBackend().post('/cos/credentials', {})

    expect(response.status).toBe(401)
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})
