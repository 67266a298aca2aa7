import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { createBackend } from '../../unit/server/backend'

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

async function ready(server: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk)
    if (/ready to accept connections/i.test(said)) return
  }
  throw new Error(`redis-server did not start: ${said}`)
}
