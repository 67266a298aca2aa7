import { Redis } from 'ioredis'
import type { Log } from './log'

/** Whether Redis may be asked just now, and how it went. */
export interface RedisWatch {
  readonly redis: Redis
  /** False while it is not connected, and for a while after a failure: one request then tries for all. */
  isUsable(): boolean
  worked(): void
  failed(error: unknown): void
}

/** How long an answer may take: somebody is waiting, and there is a fallback. */
const TIMEOUT_MS = 500
const PAUSE_MS = 10_000
const LOG_INTERVAL_MS = 60_000

/** A connection that fails at once where Redis is away, and is made anew where it hangs. */
export function connectRedis(url: string): Redis {
  return new Redis(url, {
    enableOfflineQueue: false,
    // What was under way may have been counted; twice would be worse than not at all.
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    commandTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  })
}

/** Logs failures of Redis once a minute, by a code alone, and leaves it in peace after one. */
export function watchRedis(redis: Redis, log: Log, now: () => number): RedisWatch {
  let pausedUntil = 0
  let logged = { code: '', at: 0 }
  const failed = (error: unknown) => {
    pausedUntil = now() + PAUSE_MS
    const code = codeOf(error)
    if (code === logged.code && now() < logged.at + LOG_INTERVAL_MS) return
    logged = { code, at: now() }
    log.warn({ code }, 'redis fails; each instance counts for itself')
  }
  redis.on('error', failed)
  // A sign of life: worth another try, by one request.
  redis.on('ready', () => {
    pausedUntil = 0
  })
  return {
    redis,
    failed,
    isUsable() {
      if (redis.status !== 'ready' || now() < pausedUntil) return false
      if (logged.code !== '') pausedUntil = now() + PAUSE_MS
      return true
    },
    worked() {
      pausedUntil = 0
      if (logged.code !== '') log.info('redis works again; all instances count together')
      logged = { code: '', at: 0 }
    },
  }
}

/** `OOM` or `WRONGPASS` of Redis itself, `ECONNREFUSED` of the network; the rest of the text may hold anything. */
function codeOf(error: unknown): string {
  const { code, message, name }: { code?: unknown; message?: unknown; name?: unknown } = Object(error)
  if (typeof code === 'string') return code
  if (/\btimed? ?out\b/i.test(String(message))) return 'Timeout'
  return /^[A-Z]{2,}\b/.exec(String(message))?.[0] ?? String(name)
}
