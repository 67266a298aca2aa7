import type { MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { LimitSettings } from '../settings'
import type { AppEnv } from './env'
import type { RedisWatch } from './redis'
import { Refusal } from './refusal'

/** What is counted together. */
export type LimitName = keyof LimitSettings

/** Counts what costs; refuses what is beyond the limit. */
export interface Limits {
  /** @throws Refusal `TooManyRequests` with the seconds to wait */
  take(limit: LimitName, caller: string, count?: number): Promise<void>
}

type Consume = (caller: string, count: number) => Promise<unknown>

const WINDOW_SECONDS = 60

/** Counters in this process, or in Redis for all instances; while Redis is away each instance counts for itself. */
export function createLimits(settings: LimitSettings, redis?: RedisWatch): Limits {
  const consumers: Record<LimitName, Consume> = {
    perAddress: createConsumer('perAddress', settings, redis),
    loginsPerAddress: createConsumer('loginsPerAddress', settings, redis),
    logins: createConsumer('logins', settings, redis),
    perUser: createConsumer('perUser', settings, redis),
    signaturesPerUser: createConsumer('signaturesPerUser', settings, redis),
  }
  return {
    async take(limit, caller, count = 1) {
      try {
        await consumers[limit](caller, count)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
        const message = `Too many requests; try again in ${retryAfterSeconds} s`
        throw new Refusal('TooManyRequests', message, { retryAfterSeconds, limit })
      }
    },
  }
}

function createConsumer(limit: LimitName, settings: LimitSettings, watch?: RedisWatch): Consume {
  const options = { keyPrefix: `limit:${limit}`, points: settings[limit], duration: WINDOW_SECONDS }
  const own = new RateLimiterMemory(options)
  if (watch === undefined) return (caller, count) => own.consume(caller, count)
  const shared = new RateLimiterRedis({ ...options, storeClient: watch.redis, rejectIfRedisNotReady: true })
  return async (caller, count) => {
    if (!watch.isUsable()) return own.consume(caller, count)
    try {
      await shared.consume(caller, count)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) {
        watch.failed(error)
        return own.consume(caller, count)
      }
      watch.worked()
      throw error
    }
    return watch.worked()
  }
}

/** Counts a request against the address that it comes from. */
export function limitByAddress(limits: Limits, limit: 'perAddress' | 'loginsPerAddress'): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await limits.take(limit, context.get('address'))
    await next()
  }
}
