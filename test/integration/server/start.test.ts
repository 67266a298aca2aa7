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

  it('lets a request under way end when it is told to stop, and takes no more', async () => {
    let letGo: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let answer: (openid: string) => void = () => undefined
    const code2Session = () => {
      letGo()
      return new Promise<string>((resolve) => {
        answer = resolve
      })
    }
    const server = await startServer({ code2Session })
    const headers = { 'content-type': 'application/json' }
    const login = fetch(`${server.url}/login`, { method: 'POST', headers, body: '{"code":"a"}' })
    await asked

    const stopped = server.stop()
    await expect(fetch(`${server.url}/health`)).rejects.toThrow('fetch failed')
    answer('openid')

    expect((await login).status).toBe(200)
    await stopped
  })

  it('does not wait longer than it was told for a request that does not end', async () => {
    let letGo: () => void = () => undefined
    const asked = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const code2Session = () => {
      letGo()
      return new Promise<string>(() => undefined)
    }
    const server = await startServer({ code2Session, timeouts: { stop: 50 } })
    const headers = { 'content-type': 'application/json' }
    const login = fetch(`${server.url}/login`, { method: 'POST', headers, body: '{"code":"a"}' })
    const outcome = login.then(
      () => 'answered',
      () => 'cut off',
    )
    await asked

    await server.stop()
    expect(await outcome).toBe('cut off')
  })
})
