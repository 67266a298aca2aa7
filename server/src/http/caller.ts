import { createHmac } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import ipaddr from 'ipaddr.js'
import type { Settings } from '../settings'
import type { AppEnv } from './env'
import type { Log } from './log'

/**
 * Says who counts as one caller (`address`), and by what the log tells callers apart (`caller`): a keyed hash, the same
 * on all instances, since an address is personal data.
 */
export function identifyCaller({ trustedProxies, userIdKey }: Settings): MiddlewareHandler<AppEnv> {
  const hashKey = createHmac('sha256', userIdKey).update('addresses in the log').digest()
  return async (context, next) => {
    const address = callerAddress(context, trustedProxies)
    context.set('address', address)
    context.set('caller', createHmac('sha256', hashKey).update(address).digest('hex').slice(0, 12))
    await next()
  }
}

/**
 * Warns, once each, of the two mistakes that nobody sees until users are refused: proxies in front that are not counted
 * in `TRUSTED_PROXIES`, so that all callers are one, and more of them counted than there are.
 */
export function warnOfProxies({ trustedProxies }: Settings, log: Log): MiddlewareHandler<AppEnv> {
  const warned = new Set<string>()
  const warn = (message: string, entries: number) => {
    if (!warned.has(message)) log.warn({ entries, trustedProxies }, message)
    warned.add(message)
  }
  return async (context, next) => {
    const { length } = forwardedFor(context)
    if (trustedProxies === 0 && length > 0)
      warn('X-Forwarded-For arrives, but TRUSTED_PROXIES is 0: all callers behind one proxy share their limits', length)
    if (length < trustedProxies)
      warn(
        'X-Forwarded-For has fewer entries than TRUSTED_PROXIES: callers can choose the address they count as',
        length,
      )
    await next()
  }
}

/**
 * `X-Forwarded-For` is believed only as far as the configured number of proxies has written it: anybody can put more
 * addresses on its left.
 */
function callerAddress(context: Context<AppEnv>, trustedProxies: number): string {
  const socket = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return networkOf(socket)
  const forwarded = forwardedFor(context)
  return networkOf(forwarded.at(-trustedProxies) ?? forwarded[0] ?? socket)
}

const forwardedFor = (context: Context<AppEnv>): readonly string[] =>
  (context.req.header('x-forwarded-for') ?? '').split(',').flatMap((entry) => entry.trim() || [])

/**
 * What counts as one caller: an IPv4 address, or the /64 of an IPv6 address, all of which one subscriber holds. A port,
 * which some proxies write and which differs each time, is none of it.
 */
export function networkOf(entry: string): string {
  const text = withoutPort(entry)
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return text.slice(0, 64)
  const address = ipaddr.process(text)
  if (address instanceof ipaddr.IPv4) return address.toString()
  const groups = address.parts.slice(0, 4).map((group) => group.toString(16))
  return `${groups.join(':')}::/64`
}

/** `192.0.2.1:1234`, `[2001:db8::1]:1234` and `[2001:db8::1]` without what is not the address. */
const withoutPort = (entry: string) =>
  /^\[([^\]]*)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry
