import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { AppEnv } from './env'
import type { Metrics } from './metrics'
import type { RedisWatch } from './redis'
import { Refusal } from './refusal'

/** What the routes for machines tell of. */
export interface ProbeOptions {
  /** Aborted from the moment at which no more requests are wanted. */
  draining: AbortSignal | undefined
  redis: RedisWatch | undefined
  metrics: Metrics
  /** Undefined: there are no metrics. */
  metricsToken: string | undefined
}

/**
 * `/health`: the process lives, so do not restart it. `/ready`: it wants requests. STS and WeChat do not decide that:
 * while they are away all instances would be taken out, and nothing would say why.
 */
export function addProbes(app: Hono<AppEnv>, { draining, redis, metrics, metricsToken }: ProbeOptions): void {
  app.get('/health', (context) => context.json({ status: 'ok' }))
  app.get('/ready', (context) => {
    if (draining?.aborted) return context.json({ status: 'stopping' }, 503)
    return context.json({ status: 'ready', ...(redis && { redis: redis.redis.status }) })
  })
  if (metricsToken === undefined) return
  app.get('/metrics', async (context) => {
    if (!isAuthorized(context, metricsToken)) throw new Refusal('Unauthenticated', 'The metrics need their token')
    const { contentType, text } = await metrics.expose()
    return context.body(text, 200, { 'Content-Type': contentType })
  })
}

/** Hashed, so that both are of one length and the time tells nothing. */
const isAuthorized = (context: Context<AppEnv>, token: string) =>
  timingSafeEqual(sha256(context.req.header('authorization') ?? ''), sha256(`Bearer ${token}`))

const sha256 = (text: string) => createHash('sha256').update(text).digest()
