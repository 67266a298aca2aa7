import type { MiddlewareHandler } from 'hono'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { RateLimiterAbstract } from 'rate-limiter-flexible'
import type { LimitSettings, Settings } from '../settings'
import { callerAddress } from './address'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Requests that are counted together. */
export type LimitName = keyof LimitSettings

/** Counts requests; refuses those beyond the limit. */
export interface Limits {
  /** @throws Refusal `TooManyRequests` with the seconds to wait */
  take(limit: LimitName, caller: string): Promise<void>
}

const WINDOW_SECONDS = 60

/** Counters in this process, or in Redis for all instances; while Redis is away each instance counts for itself. */
export function createLimits(settings: LimitSettings, redis?: Redis): Limits {
  const limiterOf = (limit: LimitName): RateLimiterAbstract => {
    const options = { keyPrefix: `limit:${limit}`, points: settings[limit], duration: WINDOW_SECONDS }
    const own = new RateLimiterMemory(options)
    if (redis === undefined) return own
    return new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: own, rejectIfRedisNotReady: true })
  }
  const limiters: Record<LimitName, RateLimiterAbstract> = {
    perAddress: limiterOf('perAddress'),
    loginsPerAddress: limiterOf('loginsPerAddress'),
    perUser: limiterOf('perUser'),
  }
  return {
    async take(limit, caller) {
      try {
        await limiters[limit].consume(caller)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
        throw new Refusal('TooManyRequests', `Too many requests; try again in ${retryAfterSeconds} s`, {
          retryAfterSeconds,
        })
      }
    },
  }
}

/** Counts a request against the address that it comes from. */
export function limitByAddress(
  limits: Limits,
  limit: 'perAddress' | 'loginsPerAddress',
  { trustedProxies }: Settings,
): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await limits.take(limit, callerAddress(context, trustedProxies))
    await next()
  }
}

/** Counts a request against its user; needs the session first. */
export function limitByUser(limits: Limits): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    await limits.take('perUser', context.get('userId'))
    await next()
  }
}
