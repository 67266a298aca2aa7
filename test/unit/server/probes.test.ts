import { asking, createBackend } from './backend'

const METRICS_TOKEN = 'example-metrics-token-example-metrics-token'
const withToken = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('readiness', () => {
  it('ends when the process is told to stop; the process lives on', async () => {
    const draining = new AbortController()
    const backend = createBackend({}, { draining: draining.signal })
    const ready = await backend.request('/ready')
    draining.abort()
    const stopping = await backend.request('/ready')

    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }])
    expect([stopping.status, await stopping.json()]).toEqual([503, { status: 'stopping' }])
    expect((await backend.request('/health')).status).toBe(200)
  })

  it('does not depend on what lies behind', async () => {
    const backend = createBackend({}, { issuer: { issue: () => Promise.reject(new Error('down')) } })
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)

    expect((await backend.request('/ready')).status).toBe(200)
  })
})

describe('the metrics', () => {
  it('are not there unless they are switched on', async () => {
    expect((await createBackend().request('/metrics')).status).toBe(404)
  })

  it.each([undefined, 'x', `${METRICS_TOKEN}x`, METRICS_TOKEN.slice(1)])('want their token, not %s', async (token) => {
    const response = await createBackend({ METRICS_TOKEN }).request(
      '/metrics',
      token === undefined ? {} : withToken(token),
    )

    expect(response.status).toBe(401)
  })

  it('count answers, calls of STS and WeChat, and grants, in the text form of Prometheus', async () => {
    const backend = createBackend({ METRICS_TOKEN })
    const { token, Prefix } = await backend.login('anna')
    const ask = () => backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)
    await ask()
    await ask()
    await backend.request(`/${'made-up-by-a-caller'}`)

    const response = await backend.request('/metrics', withToken(METRICS_TOKEN))
    const lines = (await response.text()).split('\n')
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(lines).toEqual(
      expect.arrayContaining([
        'cos_backend_requests_total{path="/cos/credentials",status="200",code="ok"} 2',
        'cos_backend_requests_total{path="other",status="404",code="NotFound"} 1',
        'cos_backend_request_seconds_count{path="/login"} 1',
        'cos_backend_upstream_seconds_count{upstream="wechat",outcome="ok"} 1',
        'cos_backend_upstream_seconds_count{upstream="sts",outcome="ok"} 1',
        'cos_backend_grants_total{path="/cos/credentials",reused="false"} 1',
        'cos_backend_grants_total{path="/cos/credentials",reused="true"} 1',
      ]),
    )
    expect(lines.join('\n')).toContain('process_resident_memory_bytes')
    expect(lines.join('\n')).not.toMatch(/made-up|openid|192\.0\.2/)
  })

  it('tell failures of STS apart by their codes', async () => {
    const backend = createBackend({ METRICS_TOKEN }, { issuer: { issue: () => Promise.reject(new Error('x')) } })
    const { token, Prefix } = await backend.login('anna')
    await backend.post('/cos/credentials', asking(['name/cos:GetObject'], `${Prefix}a`), token)

    const text = await (await backend.request('/metrics', withToken(METRICS_TOKEN))).text()
    expect(text).toContain('cos_backend_upstream_seconds_count{upstream="sts",outcome="Unknown"} 1')
    expect(text).toContain('cos_backend_requests_total{path="/cos/credentials",status="502",code="IssuerFailed"} 1')
  })
})
