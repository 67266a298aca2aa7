import { createHmac } from 'node:crypto'
import { createSessions } from '../../../server/src/login/sessions'
import { asking, createBackend, environment, START } from './backend'

const SECRET = 'example-session-key-example-session-key'
const USER = '0123456789abcdef0123456789abcdef'
const HOUR = 3_600_000

const base64url = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A token made by hand: right in everything but what the test changes. */
function forge({
  header = {},
  payload = {},
  secret = SECRET,
}: { header?: object; payload?: object; secret?: string } = {}) {
  const now = START / 1000
  const claims = { sub: USER, iss: 'cos-miniprogram-server', aud: environment.WECHAT_APPID, iat: now, exp: now + 600 }
  const signed = `${base64url({ alg: 'HS256', typ: 'JWT', kid: 'k1', ...header })}.${base64url({ ...claims, ...payload })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

const statusWith = async (authorization: string | undefined) => {
  const backend = createBackend()
  const response = await backend.request('/cos/credentials', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify(asking(['name/cos:GetObject'], `u/${USER}/a.jpg`)),
  })
  return response.status
}

describe('a session token', () => {
  it('is accepted when all of it is right', async () => {
    expect(await statusWith(`Bearer ${forge()}`)).toBe(200)
  })

  it.each([
    ['signed with another key', forge({ secret: 'another-session-key-another-session-key' })],
    ['of another key id', forge({ header: { kid: 'k2' } })],
    ['without a key id', forge({ header: { kid: undefined } })],
    ['with a key id of the prototype', forge({ header: { kid: '__proto__' } })],
    ['of another algorithm', forge({ header: { alg: 'HS512' } })],
    ['of a public-key algorithm', forge({ header: { alg: 'RS256' } })],
    ['for another audience', forge({ payload: { aud: 'wx1111111111111other' } })],
    ['without an audience', forge({ payload: { aud: undefined } })],
    ['of another issuer', forge({ payload: { iss: 'somebody' } })],
    ['that is over', forge({ payload: { exp: START / 1000 - 1 } })],
    ['that never ends', forge({ payload: { exp: undefined } })],
    ['that is not yet valid', forge({ payload: { nbf: START / 1000 + 60 } })],
    ['without a user', forge({ payload: { sub: undefined } })],
    ['for a user that is a path', forge({ payload: { sub: '../other' } })],
    ['for an empty user', forge({ payload: { sub: '' } })],
    ['with a changed payload', forge().replace(/\.[^.]+\./, `.${base64url({ sub: USER })}.`)],
    ['without a signature', forge().replace(/[^.]+$/, '')],
  ])('%s is refused', async (_, token) => {
    expect(await statusWith(`Bearer ${token}`)).toBe(401)
  })

  it.each(['none', 'None', 'NONE', 'nOnE'])('with alg %s is refused, with and without a signature', async (alg) => {
    const token = forge({ header: { alg } })

    expect(await statusWith(`Bearer ${token}`)).toBe(401)
    expect(await statusWith(`Bearer ${token.replace(/[^.]+$/, '')}`)).toBe(401)
  })

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'Bearer .',
    'Bearer ..',
    'Basic dTpw',
    'Bearer a.b.c',
    `Token ${forge()}`,
  ])('is not to be found in Authorization: %s', async (authorization) => {
    expect(await statusWith(authorization)).toBe(401)
  })

  it('ends when its time is over', async () => {
    const backend = createBackend({ SESSION_SECONDS: '3600' })
    const { token, Prefix, expiresIn } = await backend.login('anna')
    const ask = () => backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a.jpg`), token)

    expect(expiresIn).toBe(3600)
    backend.clock.now += HOUR - 1000
    expect((await ask()).status).toBe(200)
    backend.clock.now += 1000
    expect((await ask()).status).toBe(401)
  })

  it('holds the user id, not the openid', async () => {
    const { token } = await createBackend().login('anna')

    expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain('openid')
  })
})

describe('session keys', () => {
  const old = { id: 'old', secret: 'old-example-key-old-example-key-old' }
  const fresh = { id: 'new', secret: 'new-example-key-new-example-key-new' }
  const sessionsWith = (...keys: (typeof old)[]) => createSessions({ keys, seconds: 600 }, 'wx', () => START)

  it('sign with the first and verify with all, so that a key can be changed without logging anybody out', async () => {
    const { token } = await sessionsWith(old).issue(USER)

    expect(await sessionsWith(fresh, old).verify(token)).toBe(USER)
  })

  it('are refused once they are dropped', async () => {
    const { token } = await sessionsWith(old).issue(USER)

    await expect(sessionsWith(fresh).verify(token)).rejects.toMatchObject({ status: 401 })
  })
})
