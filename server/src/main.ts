import { existsSync } from 'node:fs'
import { Redis } from 'ioredis'
import { createLog } from './http/log'
import { loadSettings, SettingsError } from './settings'
import type { Settings } from './settings'
import { start } from './start'

/** Starts the backend from the environment and from a `.env` in the working directory; the environment wins. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = loadSettings(process.env)
  if (settings.issuer.kind === 'external')
    throw new SettingsError(['ISSUER must be sts: only a program that calls createApp can hand in another issuer'])

  const log = createLog(settings)
  const redis = connectRedis(settings, (code) => log.warn({ code }, 'redis is away; each instance counts for itself'))
  const server = await start({ settings, log, ...(redis === undefined ? {} : { redis }) })
  log.info({ port: server.port }, 'listening')

  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping')
    await server.stop()
    redis?.disconnect()
  }
  process.once('SIGTERM', (signal) => void stop(signal))
  process.once('SIGINT', (signal) => void stop(signal))
}

function connectRedis({ redisUrl }: Settings, onAway: (code: string) => void): Redis | undefined {
  if (redisUrl === undefined) return undefined
  // Fails at once instead of queueing, since there is a fallback and somebody is waiting.
  const redis = new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: 500 })
  let away = false
  redis.on('ready', () => {
    away = false
  })
  // It tries again every other second: once is enough to know.
  redis.on('error', (error: NodeJS.ErrnoException) => {
    if (!away) onAway(error.code ?? error.name)
    away = true
  })
  return redis
}

main().catch((error: unknown) => {
  // A settings error says what to do; of any other the message is enough, since none of ours holds a secret.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
