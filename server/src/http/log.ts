import type { MiddlewareHandler } from 'hono'
import { pino } from 'pino'
import type { DestinationStream, Logger } from 'pino'
import type { Settings } from '../settings'
import type { AppEnv } from './env'
import type { Metrics } from './metrics'

/** What the backend writes to: a logger of pino. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error'>

const LONGEST_PATH = 200
/** Asked every few seconds by machines; only what goes wrong there is of interest. */
const PROBES: readonly string[] = ['/health', '/ready', '/metrics']

/** JSON, one line an event, on the standard output. */
export function createLog({ logLevel }: Pick<Settings, 'logLevel'>, destination?: DestinationStream): Log {
  const options = { level: logLevel, base: null }
  return destination === undefined ? pino(options) : pino(options, destination)
}

/**
 * One line a request: the path, never the URL, since a query may hold anything; no header and no body, so no token and
 * no key; the user by the id that stands for the openid, the address by a hash.
 */
export function logRequests(log: Log, metrics: Metrics, now: () => number): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const start = now()
    await next()
    const { status } = context.res
    const { path, method } = context.req
    const refusal = context.get('refusal')
    metrics.request({ path, status, code: refusal?.code ?? 'ok', ms: now() - start })
    if (status < 400 && PROBES.includes(path)) return
    const needsMending = status >= 500 || refusal?.code === 'IssuerMisconfigured'
    log[needsMending ? 'error' : 'info'](
      {
        requestId: context.get('requestId'),
        method: method.slice(0, 16),
        path: path.slice(0, LONGEST_PATH),
        status,
        ms: now() - start,
        caller: context.get('caller'),
        user: context.get('userId'),
        refusedCount: context.get('refusedCount'),
        ...refusal,
      },
      'request',
    )
  }
}
