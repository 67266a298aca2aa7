import { asking, createBackend, errorOf } from './backend'
import type { Backend } from './backend'

/** The statuses of as many requests as the number says, one after the other. */
async function statuses(count: number, request: () => Promise<Response>): Promise<number[]> {
  const list: number[] = []
  for (let index = 0; index < count; index += 1) list.push((await request()).status)
  return list
}

const from = (backend: Backend, address: string, forwarded?: string) => () =>
  backend.request('/config', forwarded === undefined ? {} : { headers: { 'x-forwarded-for': forwarded } }, address)

describe('a flood', () => {
  it('from one address is refused with the seconds to wait, and no other address is', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '3' })

    expect(await statuses(5, from(backend, '192.0.2.1'))).toEqual([200, 200, 200, 429, 429])
    expect(await statuses(1, from(backend, '192.0.2.2'))).toEqual([200])

    const refused = await from(backend, '192.0.2.1')()
    const seconds = Number(refused.headers.get('retry-after'))
    expect(await errorOf(refused)).toMatchObject({ status: 429, code: 'TooManyRequests' })
    expect(seconds).toBeGreaterThanOrEqual(1)
    expect(seconds).toBeLessThanOrEqual(60)
  })

  it('from all addresses of one IPv6 subscriber counts together', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1' })

    expect(await statuses(1, from(backend, '2001:db8:1:2::1'))).toEqual([200])
    expect(await statuses(1, from(backend, '2001:db8:1:2:ffff::9'))).toEqual([429])
    expect(await statuses(1, from(backend, '2001:db8:1:3::1'))).toEqual([200])
  })

  it('of logins is refused earlier', async () => {
    const backend = createBackend({ LIMIT_LOGINS_PER_ADDRESS: '2' })

    expect(await statuses(3, () => backend.post('/login', { code: 'a' }))).toEqual([200, 200, 429])
  })

  it('of grants for one user is refused, from wherever it comes', async () => {
    const backend = createBackend({ LIMIT_PER_USER: '2' })
    const anna = await backend.login('anna')
    const ben = await backend.login('ben')
    const write = ({ token, Prefix }: typeof anna) => {
      let written = 0
      const next = () => asking(['name/cos:PutObject'], `${Prefix}${(written += 1)}.jpg`)
      return () => backend.post('/cos/credentials', next(), token)
    }

    expect(await statuses(3, write(anna))).toEqual([200, 200, 429])
    expect(await statuses(1, write(ben))).toEqual([200])
    expect(backend.policies).toHaveLength(3)
  })

  it('of logins from many addresses is refused before WeChat is asked', async () => {
    const asked: string[] = []
    const code2Session = async (code: string) => {
      asked.push(code)
      return 'openid'
    }
    const backend = createBackend({ LIMIT_LOGINS: '2' }, { code2Session })
    let address = 0
    const login = () => {
      const headers = { 'content-type': 'application/json' }
      return backend.request('/login', { method: 'POST', headers, body: '{"code":"a"}' }, `192.0.2.${(address += 1)}`)
    }

    expect(await statuses(3, login)).toEqual([200, 200, 429])
    expect(asked).toHaveLength(2)
    expect(backend.logged).toContainEqual([expect.objectContaining({ limit: 'logins' }), 'request'])
  })

  it('of signed requests is refused, and a list counts as many as it holds', async () => {
    const backend = createBackend({ LIMIT_SIGNATURES_PER_USER: '5' })
    const { token, Prefix } = await backend.login('anna')
    const one = { Method: 'GET', Key: `${Prefix}a.jpg`, Expires: 60 }

    const list = () => backend.post('/cos/sign', { Requests: [one, one, one] }, token)
    expect(await statuses(2, list)).toEqual([200, 429])
  })

  it('does not keep a health check from its answer', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1' })

    expect(await statuses(3, () => backend.request('/health'))).toEqual([200, 200, 200])
  })
})

describe('what costs nothing', () => {
  it('is not counted against a user: an album of 200 pictures is signed one by one', async () => {
    const backend = createBackend()
    const { token, Prefix } = await backend.login('anna')
    let picture = 0
    const sign = () => {
      const Query = { 'imageMogr2/thumbnail/300x': '' }
      const Key = `${Prefix}${(picture += 1)}.jpg`
      return backend.post('/cos/sign', { Method: 'GET', Key, Query, Expires: 900 }, token)
    }

    expect(new Set(await statuses(200, sign))).toEqual(new Set([200]))
    expect(backend.policies).toHaveLength(1)
  })

  it.each([
    ['reading', ['name/cos:GetObject', 'name/cos:HeadObject'], { Key: 'samples/a.jpg' }],
    ['listing', ['name/cos:GetBucket'], { Key: '', Prefix: 'samples/' }],
  ])('is %s one folder, thirty times, with the actions in any order', async (_, actions, name) => {
    const backend = createBackend({ LIMIT_PER_USER: '1' })
    const { token } = await backend.login('anna')
    let times = 0
    const ask = () => {
      const Actions = (times += 1) % 2 === 0 ? actions : actions.toReversed()
      return backend.post('/cos/credentials', asking(Actions, name.Key, name), token)
    }

    expect(new Set(await statuses(30, ask))).toEqual(new Set([200]))
    expect(backend.policies).toHaveLength(1)
  })
})

describe('X-Forwarded-For', () => {
  it('is ignored unless proxies are configured', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1' })

    expect(await statuses(1, from(backend, '192.0.2.1', '198.51.100.1'))).toEqual([200])
    expect(await statuses(1, from(backend, '192.0.2.1', '198.51.100.2'))).toEqual([429])
  })

  it('with a port counts without it, since the port is another one each time', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1', TRUSTED_PROXIES: '1' })

    expect(await statuses(1, from(backend, '10.0.0.1', '198.51.100.1:40001'))).toEqual([200])
    expect(await statuses(1, from(backend, '10.0.0.1', '198.51.100.1:40002'))).toEqual([429])
    expect(await statuses(1, from(backend, '10.0.0.1', '[2001:db8:1:2::1]:40001'))).toEqual([200])
    expect(await statuses(1, from(backend, '10.0.0.1', '[2001:db8:1:2::2]:40002'))).toEqual([429])
  })

  it('is believed only where the trusted proxy wrote it, not where the caller did', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1', TRUSTED_PROXIES: '1' })

    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.1, 198.51.100.1'))).toEqual([200])
    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.2, 198.51.100.1'))).toEqual([429])
    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.2, 198.51.100.2'))).toEqual([200])
  })
})
