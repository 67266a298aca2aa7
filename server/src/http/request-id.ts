import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Settings } from '../settings'
import type { AppEnv } from './env'

const USABLE = /^[\w.:=+/-]{1,128}$/

/**
 * Gives each request an id, in the log and in the answer. The proxy's `X-Request-Id` is taken, so that its log and this
 * one can be put side by side; with no proxy in front it would be the caller's, who could give two requests one id.
 */
export function identifyRequest({ trustedProxies }: Settings): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const given = trustedProxies > 0 ? context.req.header('x-request-id') : undefined
    const requestId = given !== undefined && USABLE.test(given) ? given : randomUUID()
    context.set('requestId', requestId)
    context.header('X-Request-Id', requestId)
    await next()
  }
}
