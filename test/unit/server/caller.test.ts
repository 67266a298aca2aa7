import { networkOf } from '../../../server/src/http/caller'
import { createBackend } from './backend'

/** What is logged as a warning when these values of `X-Forwarded-For` arrive, one after the other. */
async function warningsFor(TRUSTED_PROXIES: string, ...values: (string | undefined)[]): Promise<unknown[]> {
  const backend = createBackend({ TRUSTED_PROXIES })
  for (const value of values)
    await backend.request('/config', value === undefined ? {} : { headers: { 'x-forwarded-for': value } })
  return backend.logged.filter((line) => JSON.stringify(line).includes('X-Forwarded-For'))
}

describe('proxies in front', () => {
  it('are warned of once where none is configured', async () => {
    const message = 'X-Forwarded-For arrives, but TRUSTED_PROXIES is 0: all callers behind one proxy share their limits'

    expect(await warningsFor('0', '198.51.100.1, 203.0.113.1', '198.51.100.2')).toEqual([
      [{ entries: 2, trustedProxies: 0 }, message],
    ])
  })

  it.each([['198.51.100.1'], [undefined]])(
    'are warned of once where they are fewer than configured: %s',
    async (value) => {
      const message =
        'X-Forwarded-For has fewer entries than TRUSTED_PROXIES: callers can choose the address they count as'
      const entries = value === undefined ? 0 : 1

      expect(await warningsFor('2', value, value)).toEqual([[{ entries, trustedProxies: 2 }, message]])
    },
  )

  it('are no matter where their number is right', async () => {
    expect(await warningsFor('0', undefined)).toEqual([])
    expect(await warningsFor('1', '198.51.100.1')).toEqual([])
    expect(await warningsFor('1', '203.0.113.9, 198.51.100.1')).toEqual([])
  })

  it('are no matter to a probe, which comes from nearby', async () => {
    const backend = createBackend({ TRUSTED_PROXIES: '1' })
    await backend.request('/health')

    expect(backend.logged).toEqual([])
  })
})

describe('one caller', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.1:40000', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:0201', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:40000', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2::6', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::6]', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::6]:40000', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
    ['1.2.3', '1.2.3'],
    ['x'.repeat(100), 'x'.repeat(64)],
  ])('behind %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
