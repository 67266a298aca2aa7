import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { once } from 'node:events'
import type { AppOptions, Timeouts } from '../../../server/src'
import { start } from '../../../server/src'
import { issued, settingsWith } from '../../unit/server/backend'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
})

async function startServer(options: Partial<AppOptions> & { timeouts?: Timeouts } = {}) {
  const settings = settingsWith({ HOST: '127.0.0.1', PORT: '0' })
  const issuer = { issue: async () => issued(1800) }
  const server = await start({ settings, issuer, code2Session: async () => 'openid', ...options })
  stops.push(() => server.stop())
  return server
}

/** Everything that the other side says until it hangs up. */
async function readAll(socket: Socket): Promise<string> {
  let text = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  await once(socket, 'close')
  return text
}

describe('start', () => {
  it('serves the app on a free port', async () => {
    const { url, port } = await startServer()

    expect(url).toBe(`http://127.0.0.1:${port}`)
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' })
  })

  it('says which port is taken', async () => {
    const { port } = await startServer()
    const settings = settingsWith({ HOST: '127.0.0.1', PORT: String(port) })

    await expect(startServer({ settings })).rejects.toThrow(`Port ${port} is in use`)
  })

  it('counts requests by the address of the socket', async () => {
    const settings = settingsWith({ HOST: '127.0.0.1', PORT: '0', LIMIT_PER_ADDRESS: '1' })
    const { url } = await startServer({ settings })

    expect((await fetch(`${url}/config`)).status).toBe(200)
    expect((await fetch(`${url}/config`)).status).toBe(429)
  })

  it('hangs up on headers that come too slowly', async () => {
    const { port } = await startServer({ timeouts: { headers: 100, request: 200 } })
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ')

    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 408 /)
  })

  it('hangs up on a body that comes too slowly', async () => {
    const { port } = await startServer({ timeouts: { headers: 100, request: 200 } })
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{')

    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 408 /)
  })

  it('answers 413 to a chunked body beyond the limit', async () => {
    const { port } = await startServer()
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n')
    socket.write(`Connection: close\r\n\r\n4001\r\n${' '.repeat(0x4001)}\r\n0\r\n\r\n`)

    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 413 /)
  })

  it('answers 400 to what is not HTTP, and goes on', async () => {
    const { port, url } = await startServer()
    const socket = connect(port, '127.0.0.1')
    socket.write('\u0000\u0001 nonsense\r\n\r\n')

    expect(await readAll(socket)).toMatch(/^HTTP\/1.1 400 /)
    expect((await fetch(`${url}/health`)).status).toBe(200)
  })

  it('keeps idle connections longer than proxies do, unless it is told otherwise', async () => {
    const headerOf = async (more: Record<string, string>) => {
      const { url } = await startServer({ settings: settingsWith({ HOST: '127.0.0.1', PORT: '0', ...more }) })
      return (await fetch(`${url}/health`)).headers.get('keep-alive')
    }

    expect(await headerOf({})).toBe('timeout=90')
    expect(await headerOf({ KEEP_ALIVE_SECONDS: '600' })).toBe('timeout=600')
  })

  it.each([
    ['Content-Length: 100', '{"code":'],
    ['Transfer-Encoding: chunked', '8\r\n{"code":\r\n'],
    ['Transfer-Encoding: chunked', '100\r\n{"code":'],
    ['Transfer-Encoding: chunked', ''],
  ])("takes a body that breaks off for the caller's fault: %s %j", async (header, body) => {
    const lines: unknown[][] = []
    let logged: () => void = () => undefined
    const record = (...line: unknown[]) => {
      lines.push(line)
      logged()
    }
    const { port } = await startServer({ log: { info: record, warn: record, error: record } })
    const first = new Promise<void>((resolve) => (logged = resolve))
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${header}\r\n\r\n${body}`)
    socket.end()
    socket.resume()
    await first

    expect(lines).toEqual([[expect.objectContaining({ status: 400, code: 'InvalidRequest' }), 'request']])
  })
})

/** A login that has to wait for WeChat. */
async function startWaitingServer(options: Parameters<typeof startServer>[0] = {}) {
  let letGo: () => void = () => undefined
  const asked = new Promise<void>((resolve) => (letGo = resolve))
  let answer: (openid: string) => void = () => undefined
  const code2Session = () => {
    letGo()
    return new Promise<string>((resolve) => (answer = resolve))
  }
  const server = await startServer({ code2Session, ...options })
  const headers = { 'content-type': 'application/json' }
  const login = fetch(`${server.url}/login`, { method: 'POST', headers, body: '{"code":"a"}' })
  await asked
  return { server, login, answer: () => answer('openid') }
}

/** Resolves once nobody listens on the port any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const code = await new Promise((resolve) => {
      socket.once('connect', () => resolve(undefined))
      socket.once('error', ({ code: reason }: NodeJS.ErrnoException) => resolve(reason))
    })
    socket.destroy()
    if (code === 'ECONNREFUSED') return
  }
}

describe('a server that is told to stop', () => {
  it('lets a request under way end, says that its connection does, too, and takes no more', async () => {
    const { server, login, answer } = await startWaitingServer()

    const stopped = server.stop()
    await refused(server.port)
    answer()

    const response = await login
    expect(response.status).toBe(200)
    expect(response.headers.get('connection')).toBe('close')
    await stopped
  })

  it('answers a request that arrives on a connection that was idle, and then closes that', async () => {
    const { server, login, answer } = await startWaitingServer()
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')
    await once(socket, 'data')

    const stopped = server.stop()
    await refused(server.port)
    socket.write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')

    expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close\r\n/i)
    answer()
    await login
    await stopped
  })

  it('closes connections on which nothing has arrived, whether ever or again', async () => {
    const server = await startServer()
    const [silent, idle] = [connect(server.port, '127.0.0.1'), connect(server.port, '127.0.0.1')]
    idle.write('GET /health HTTP/1.1\r\nHost: a\r\n\r\n')
    await Promise.all([once(silent, 'connect'), once(idle, 'data')])

    const closed = Promise.all([readAll(silent), readAll(idle)])
    await server.stop()
    expect(await closed).toEqual(['', ''])
  })

  it('does not wait longer than it was told for a request that does not end', async () => {
    const { server, login } = await startWaitingServer({ timeouts: { stop: 50 } })
    const outcome = login.then(
      () => 'answered',
      () => 'cut off',
    )

    await server.stop()
    expect(await outcome).toBe('cut off')
  })

  it('first waits until whoever sends requests has noticed, and is not ready meanwhile', async () => {
    const settings = settingsWith({ HOST: '127.0.0.1', PORT: '0', DRAIN_SECONDS: '2' })
    const server = await startServer({ settings })

    const stopped = server.stop()
    const ready = await fetch(`${server.url}/ready`)
    expect(ready.status).toBe(503)
    expect(ready.headers.get('connection')).toBe('close')
    expect((await fetch(`${server.url}/config`)).status).toBe(200)
    await stopped
  })

  it('stops once, however often it is told', async () => {
    const server = await startServer()

    await Promise.all([server.stop(), server.stop()])
    await server.stop()
  })
})
