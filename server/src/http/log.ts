import type { MiddlewareHandler } from 'hono'
import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Settings } from '../settings'
import type { AppEnv } from './env'

/** What the backend writes to: a logger of pino. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

const LONGEST_PATH = 200

/** JSON, one line an event, on the standard output. */
export function createLog({ logLevel }: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Log {
  const options = { level: logLevel, base: null }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * One line a request: the path, never the URL, since a query may hold anything; no header and no body, so no token and
 * no key; the user by the id that stands for the openid.
 */
export function logRequests(log: Log, now: () => number): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const start = now()
    await next()
    const { status } = context.res
    log[status >= 500 ? 'error' : 'info'](
      {
        method: context.req.method.slice(0, 16),
        path: context.req.path.slice(0, LONGEST_PATH),
        status,
        ms: now() - start,
        user: context.get('userId'),
        ...context.get('refusal'),
      },
      'request',
    )
  }
}
