import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { connectRedis } from '../../../server/src/http/redis'
import { createBackend } from '../../unit/server/backend'
import { counting, startFakeRedis } from './fake-redis'
import type { FakeRedis } from './fake-redis'

const limits = { LIMIT_PER_ADDRESS: '2' }

function redisIsInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
}

const connect = (path: string) =>
  new Redis({
    path,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 5000,
    retryStrategy: () => null,
  })

const statusesOf = async (...backends: ReturnType<typeof createBackend>[]) => {
  const list: number[] = []
  for (const backend of backends) list.push((await backend.request('/config')).status)
  return list
}

const describeWithRedis = redisIsInstalled() ? describe : describe.skip

describeWithRedis('with a Redis (skipped where no redis-server is installed)', () => {
  let folder: string
  let server: ChildProcess
  let redis: Redis

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-'))
    const socket = join(folder, 'redis.sock')
    server = spawn('redis-server', [
      '--port',
      '0',
      '--unixsocket',
      socket,
      '--dir',
      folder,
      '--save',
      '',
      '--daemonize',
      'no',
    ])
    await ready(server)
    redis = connect(socket)
    await once(redis, 'ready')
  })
  afterAll(async () => {
    const closed = once(server, 'close')
    server.kill()
    await closed
    redis.disconnect()
    await rm(folder, { recursive: true })
  })

  it('all instances of the backend count together', async () => {
    const [one, other] = [createBackend(limits, { redis }), createBackend(limits, { redis })]

    expect(await statusesOf(one, other, one, other)).toEqual([200, 200, 429, 429])
  })
})

describe('without the Redis that it was told of', () => {
  it('each instance counts for itself, and nobody is kept waiting', async () => {
    const redis = connect(join(tmpdir(), 'no-such-redis.sock'))
    redis.on('error', () => undefined)
    await new Promise((resolve) => redis.once('end', resolve))
    const [one, other] = [createBackend(limits, { redis }), createBackend(limits, { redis })]

    expect(await statusesOf(one, one, one, other)).toEqual([200, 200, 429, 200])
  })
})

describe('with a Redis that', () => {
  let fake: FakeRedis
  let redis: Redis
  let backend: ReturnType<typeof createBackend>

  /** A backend that has connected, where that succeeds; else has been refused. */
  const connectTo = async (event: 'ready' | 'error') => {
    redis = connectRedis(fake.url)
    backend = createBackend({ LIMIT_PER_ADDRESS: '3' }, { redis })
    await new Promise<void>((resolve) => redis.once(event, () => resolve()))
  }
  const ask = async () => (await backend.request('/config')).status
  const warnings = () => backend.logged.filter((line) => JSON.stringify(line).includes('redis'))
  const fails = (code: string) => [{ code }, 'redis fails; each instance counts for itself']

  beforeEach(async () => {
    fake = await startFakeRedis()
  })
  afterEach(async () => {
    redis.disconnect()
    await fake.close()
  })

  it('works, all is counted there', async () => {
    await connectTo('ready')

    expect([await ask(), await ask()]).toEqual([200, 200])
    expect(fake.counted).toBe(2)
    expect(warnings()).toEqual([])
  })

  it('hangs, one request waits, and no other; that is logged once a minute, and when it works again', async () => {
    await connectTo('ready')
    fake.reply = undefined
    await ask()
    await Promise.all([ask(), ask(), ask()])

    expect(fake.counted).toBe(1)
    expect(warnings()).toEqual([fails('Timeout')])

    // It was connected to anew, since the old connection may lead nowhere.
    if (redis.status !== 'ready') await new Promise((resolve) => redis.once('ready', resolve))
    backend.clock.now += 61_000
    await ask()
    expect(fake.counted).toBe(2)
    expect(warnings()).toEqual([fails('Timeout'), fails('Timeout')])

    if (redis.status !== 'ready') await new Promise((resolve) => redis.once('ready', resolve))
    fake.reply = counting
    backend.clock.now += 61_000
    await ask()
    expect(warnings().at(-1)).toEqual(['redis works again; all instances count together'])
  })

  it('is full, it is left in peace for a while, and its error is logged by the first word', async () => {
    await connectTo('ready')
    fake.reply = "-OOM command not allowed when used memory > 'maxmemory'.\r\n"

    expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429])
    expect(fake.counted).toBe(1)
    expect(warnings()).toEqual([fails('OOM')])

    fake.reply = counting
    backend.clock.now += 10_000
    await ask()
    await ask()
    expect(fake.counted).toBe(3)
  })

  it('is tried by one request for all, when its time is over', async () => {
    await connectTo('ready')
    fake.reply = '-OOM command not allowed\r\n'
    await ask()
    backend.clock.now += 10_000
    await Promise.all([ask(), ask(), ask()])

    expect(fake.counted).toBe(2)
  })

  it.each(['WRONGPASS invalid username-password pair', 'NOAUTH Authentication required.'])(
    'refuses the password, that is logged, and each instance counts for itself: %s',
    async (refusal) => {
      fake.welcome = `-${refusal}\r\n`
      await connectTo('error')

      expect([await ask(), await ask(), await ask(), await ask()]).toEqual([200, 200, 200, 429])
      expect(warnings()).toEqual([fails(refusal.split(' ')[0] ?? '')])
      expect(JSON.stringify(backend.logged)).not.toContain('example-password')
    },
  )
})

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    if (/ready to accept connections/i.test(said)) return
  }
  throw new Error(`redis-server did not start: ${said}`)
}
