import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { loadSettings, SettingsError } from '../../../server/src'
import { userIdOf } from '../../../server/src/login/user'
import { asking, createBackend, environment, errorOf } from './backend'

const { WECHAT_SECRET: _, ...rest } = environment
const cloudRun = { ...rest, LOGIN: 'wxcloud', CBR_ENV_ID: 'prod-0example', WXCLOUD_PUBLIC_ACCESS: 'off' }
const OPENID = 'oAnna0123456789-example_openid'

/** What Cloud Run puts on a request of `wx.cloud.callContainer`. */
const vouched: Record<string, string> = {
  'X-WX-SOURCE': 'wx_client',
  'X-WX-OPENID': OPENID,
  'X-WX-APPID': environment.WECHAT_APPID,
  'X-WX-ENV': 'prod-0example',
}

const login = async (headers: Record<string, string>, body: string | null = '{}') => {
  const backend = createBackend(cloudRun)
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body }
  return { backend, response: await backend.request('/login', init) }
}

describe('POST /login with LOGIN=wxcloud', () => {
  it('gives a session to whom Cloud Run vouches for, without a code and without asking WeChat', async () => {
    const { backend, response } = await login(vouched)

    const { token, Prefix } = (await response.json()) as { token: string; Prefix: string }
    expect(Prefix).toBe(`u/${userIdOf(OPENID, environment.USER_ID_KEY)}/`)
    const asked = asking(['name/cos:GetObject'], `${Prefix}a.jpg`)
    expect((await backend.post('/cos/credentials', asked, token)).status).toBe(200)
  })

  it.each([null, '', '{"code":"x"}'])('looks at no body: %j', async (body) => {
    expect((await login(vouched, body)).response.status).toBe(200)
  })

  it('gives the same user the same folder as a login by code does', async () => {
    const byCode = createBackend({}, { code2Session: async () => OPENID })

    const { Prefix } = await byCode.login('anna')
    expect(await (await login(vouched)).response.json()).toMatchObject({ Prefix })
  })

  it.each<[string, Record<string, string | undefined>]>([
    ['no header of WeChat', { 'X-WX-SOURCE': undefined, 'X-WX-OPENID': undefined }],
    ['an openid alone, as whoever comes by a public address could send', { 'X-WX-SOURCE': undefined }],
    ['an empty source', { 'X-WX-SOURCE': '' }],
    ['no openid', { 'X-WX-OPENID': undefined }],
    ['an openid that is none', { 'X-WX-OPENID': '../../other' }],
    ['two openids', { 'X-WX-OPENID': `${OPENID}, oBen0123456789` }],
    ['another mini program', { 'X-WX-APPID': 'wx1111111111111other' }],
    ['no mini program', { 'X-WX-APPID': undefined }],
    ['another environment', { 'X-WX-ENV': 'prod-1other' }],
    ['no environment', { 'X-WX-ENV': undefined }],
    ['a user of another mini program that shares the environment', { 'X-WX-FROM-OPENID': OPENID }],
    ['another mini program that shares the environment', { 'X-WX-FROM-APPID': environment.WECHAT_APPID }],
  ])('refuses %s', async (_name, change) => {
    const headers = Object.entries({ ...vouched, ...change }).filter((entry) => entry[1] !== undefined)
    const { backend, response } = await login(Object.fromEntries(headers) as Record<string, string>)

    expect(await errorOf(response)).toMatchObject({ status: 401, code: 'Unauthenticated' })
    expect(JSON.stringify(backend.logged)).not.toContain(OPENID)
  })

  it('is not open where users log in by a code: the headers alone say nothing', async () => {
    const backend = createBackend()
    const headers = { 'content-type': 'application/json', ...vouched }

    expect((await backend.request('/login', { method: 'POST', headers, body: '{}' })).status).toBe(400)
  })
})

describe('the settings with LOGIN=wxcloud', () => {
  const problemsOf = (change: Record<string, string | undefined>) => {
    try {
      loadSettings({ ...cloudRun, ...change })
      return []
    } catch (error) {
      if (error instanceof SettingsError) return error.problems
      throw error
    }
  }

  it('need no AppSecret', () => {
    expect(problemsOf({})).toEqual([])
  })

  it('are refused until somebody has said that public access is closed', () => {
    const problem = expect.stringMatching(/^WXCLOUD_PUBLIC_ACCESS must be off, once public access is closed/)

    for (const value of [undefined, '', 'on', 'false'])
      expect(problemsOf({ WXCLOUD_PUBLIC_ACCESS: value })).toEqual([problem])
  })

  it('are refused elsewhere than on Cloud Run, where nobody drops what callers say of themselves', () => {
    expect(problemsOf({ CBR_ENV_ID: undefined })).toEqual([expect.stringMatching(/^WXCLOUD_ENV must be the id/)])
    expect(problemsOf({ CBR_ENV_ID: undefined, WXCLOUD_ENV: 'prod-0example' })).toEqual([])
  })

  it('are refused for web pages, which come by a public address', () => {
    expect(problemsOf({ CORS_ORIGINS: 'https://example.com' })).toEqual([
      expect.stringMatching(/^CORS_ORIGINS must be empty/),
    ])
  })

  it('are refused for a way to log in that there is not', () => {
    expect(problemsOf({ LOGIN: 'header' })).toEqual(['LOGIN must be code or wxcloud'])
  })
})

describe('the app of README.md', () => {
  const readme = readFileSync(join(__dirname, '../../../server/README.md'), 'utf8')
  const code = /<!-- cloud run: app -->\s+```js\n([^]*?)```/.exec(readme)?.[1] ?? ''

  /** Runs it with a `wx.cloud` that hands the request on as Cloud Run does, and answers what it gives to the SDK. */
  function runApp(backend: ReturnType<typeof createBackend>) {
    interface Call {
      path: string
      method: string
      header: Record<string, string>
      data: unknown
    }
    const callContainer = async ({ path, method, header, data }: Call) => {
      const headers = { 'content-type': 'application/json', ...header, ...vouched }
      const response = await backend.request(path, { method, headers, body: JSON.stringify(data) })
      return { statusCode: response.status, data: await response.json() }
    }
    interface Options {
      credentials: { getCredentials: (request: object) => Promise<unknown> }
    }
    const given: Options[] = []
    const sdk = {
      COS: class {
        constructor(options: Options) {
          given.push(options)
        }
      },
    }
    const wx = { cloud: { init: () => undefined, callContainer } }
    runInNewContext(code, { require: () => sdk, wx })
    return given[0]?.credentials.getCredentials ?? (async () => undefined)
  }

  const Prefix = `u/${userIdOf(OPENID, environment.USER_ID_KEY)}/`

  it('gets credentials, and logs in once for many', async () => {
    const backend = createBackend(cloudRun)
    const getCredentials = runApp(backend)

    for (const name of ['a', 'b'])
      expect(await getCredentials(asking(['name/cos:PutObject'], Prefix + name))).toHaveProperty('credentials')
    const logins = backend.logged.filter((line) => JSON.stringify(line).includes('"/login"'))
    expect(logins).toHaveLength(1)
  })

  it('logs in anew once a session is over', async () => {
    const backend = createBackend(cloudRun)
    const getCredentials = runApp(backend)
    const ask = () => getCredentials(asking(['name/cos:PutObject'], `${Prefix}a`))
    await ask()
    backend.clock.now += 86_400_000

    await expect(ask()).rejects.toMatchObject({ statusCode: 401 })
    expect(await ask()).toHaveProperty('credentials')
  })
})
