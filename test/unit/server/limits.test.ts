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

  it('of one user is refused, from wherever it comes', async () => {
    const backend = createBackend({ LIMIT_PER_USER: '2' })
    const anna = await backend.login('anna')
    const ben = await backend.login('ben')
    const ask =
      ({ token, Prefix }: typeof anna) =>
      () =>
        backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)

    expect(await statuses(3, ask(anna))).toEqual([200, 200, 429])
    expect(await statuses(1, ask(ben))).toEqual([200])
    expect(backend.policies).toHaveLength(3)
  })

  it('does not keep a health check from its answer', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1' })

    expect(await statuses(3, () => backend.request('/health'))).toEqual([200, 200, 200])
  })
})

describe('X-Forwarded-For', () => {
  it('is ignored unless proxies are configured', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1' })

    expect(await statuses(1, from(backend, '192.0.2.1', '198.51.100.1'))).toEqual([200])
    expect(await statuses(1, from(backend, '192.0.2.1', '198.51.100.2'))).toEqual([429])
  })

  it('is believed only where the trusted proxy wrote it, not where the caller did', async () => {
    const backend = createBackend({ LIMIT_PER_ADDRESS: '1', TRUSTED_PROXIES: '1' })

    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.1, 198.51.100.1'))).toEqual([200])
    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.2, 198.51.100.1'))).toEqual([429])
    expect(await statuses(1, from(backend, '10.0.0.1', '203.0.113.2, 198.51.100.2'))).toEqual([200])
  })
})
