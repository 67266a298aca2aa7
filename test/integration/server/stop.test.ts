import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { asking } from '../../unit/server/backend'
import { production, runBackend, urlOf } from './backend-process'
import type { BackendProcess } from './backend-process'
import { startFakeRedis } from './fake-redis'
import { silence, startUpstreams, stsCredentials } from './upstreams'

const NO_LIMIT = { LIMIT_PER_ADDRESS: '1000000', LIMIT_PER_USER: '1000000' }
const WORKERS = 32

let upstreams: Awaited<ReturnType<typeof startUpstreams>>
let running: BackendProcess | undefined
beforeEach(async () => {
  upstreams = await startUpstreams()
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.closed
  await upstreams.close()
})

/** The backend with production settings, and somebody who is logged in. */
async function runLoggedIn(more: Record<string, string> = {}) {
  const backend = runBackend(upstreams.folder, { ...production, ...NO_LIMIT, ...upstreams.env, ...more })
  running = backend
  const url = await urlOf(backend)
  const headers = { 'content-type': 'application/json', connection: 'close' }
  const login = await fetch(`${url}/login`, { method: 'POST', headers, body: '{"code":"example-code"}' })
  const { token, Prefix } = (await login.json()) as { token: string; Prefix: string }
  let written = 0
  const body = () => JSON.stringify(asking(['name/cos:PutObject'], `${Prefix}${(written += 1)}.jpg`))
  const ask = () =>
    fetch(`${url}/cos/credentials`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${token}` },
      body: body(),
    })
  return { backend, url, token, body, ask }
}

/** Sends one request after the other on connections that are kept; counts what becomes of them. */
function createLoad(url: string, token: string, body: () => string) {
  const agent = new Agent({ keepAlive: true, maxSockets: WORKERS })
  const outcomes: Record<string, number> = {}
  let answered: () => void = () => undefined
  const one = () =>
    new Promise<string>((resolve) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const sent = request(`${url}/cos/credentials`, { agent, method: 'POST', headers }, (response) => {
        response.resume()
        response.once('close', () => resolve(response.complete ? String(response.statusCode) : 'cut'))
      })
      sent.once('error', ({ code = 'Error' }: NodeJS.ErrnoException) =>
        // In the very moment in which listening ends, the kernel resets who has just come: nobody has read anything.
        resolve(code === 'ECONNRESET' && !sent.reusedSocket ? 'ECONNREFUSED' : code),
      )
      sent.end(body())
    })
  const worker = async () => {
    // Refused before anything was sent: the next instance takes it.
    for (let outcome = ''; outcome !== 'ECONNREFUSED'; ) {
      outcome = await one()
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      answered()
    }
  }
  const done = Promise.all(Array.from({ length: WORKERS }, worker)).finally(() => agent.destroy())
  const reached = async (count: number) => {
    while ((outcomes['200'] ?? 0) < count) await new Promise<void>((resolve) => (answered = resolve))
  }
  return { outcomes, done, reached }
}

describe('a process that gets SIGTERM', () => {
  it('under load on connections that are kept, cuts no request and refuses none that was sent', async () => {
    const { backend, url, token, body } = await runLoggedIn()
    const load = createLoad(url, token, body)
    await load.reached(5 * WORKERS)
    const before = load.outcomes['200'] ?? 0
    backend.child.kill('SIGTERM')
    await load.done

    expect(Object.keys(load.outcomes).toSorted()).toEqual(['200', 'ECONNREFUSED'])
    // Each request that was read has been answered, also on connections that were new.
    expect(load.outcomes['200']).toBe(upstreams.sts.asked.length)
    // One more on each connection, and a few of those who came back before the listening ended.
    expect((load.outcomes['200'] ?? 0) - before).toBeLessThan(20 * WORKERS)
    expect(await backend.closed).toEqual([0, null])
    // Not always as the last line: what a full pipe has held back is written at the very end.
    expect(backend.lines.map(({ msg }) => msg)).toContain('stopped')
  })

  it('ends while STS hangs, tells those who wait, and has left no connection behind those who do not', async () => {
    const { backend, ask } = await runLoggedIn({ STS_TIMEOUT_MS: '1000' })
    upstreams.sts.answer = silence
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await ask()).status))
    expect(new Set(statuses)).toEqual(new Set([504]))
    await upstreams.sts.deserted()

    const asked = upstreams.sts.nextRequest()
    const waiting = ask()
    await asked
    backend.child.kill('SIGTERM')

    expect((await waiting).status).toBe(504)
    expect(await backend.closed).toEqual([0, null])
  })

  it('gives up what outlasts its time, says so to whoever waits, and ends, whatever is open', async () => {
    const redis = await startFakeRedis()
    const { backend, url, ask } = await runLoggedIn({ STS_TIMEOUT_MS: '60000', REDIS_URL: redis.url })
    upstreams.sts.answer = silence
    const asked = upstreams.sts.nextRequest()
    const waiting = ask()
    await asked
    redis.reply = undefined
    const silent = connect(Number(new URL(url).port), '127.0.0.1')
    const half = connect(Number(new URL(url).port), '127.0.0.1')
    for (const socket of [silent, half]) socket.resume().on('error', () => undefined)
    half.write('POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n{')
    await Promise.all([once(silent, 'connect'), once(half, 'connect')])
    backend.child.kill('SIGTERM')
    // A process group gets it from the terminal, and once more from whoever started it.
    backend.child.kill('SIGTERM')

    const response = await waiting
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await backend.closed).toEqual([0, null])
    const [stopping, stopped] = [await backend.logged('stopping'), await backend.logged('stopped')]
    expect(Number(stopped.time) - Number(stopping.time)).toBeLessThan(9000)
    await redis.close()
  })

  it('ends at once where nothing is open, and Redis is there', async () => {
    const redis = await startFakeRedis()
    const { backend, ask } = await runLoggedIn({ REDIS_URL: redis.url })
    upstreams.sts.answer = stsCredentials
    expect((await ask()).status).toBe(200)
    backend.child.kill('SIGTERM')

    expect(await backend.closed).toEqual([0, null])
    await redis.close()
  })
})
