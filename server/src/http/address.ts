import { isIPv6 } from 'node:net'
import type { Context } from 'hono'
import type { AppEnv } from './env'

/**
 * Who counts as one caller. `X-Forwarded-For` is believed only as far as the configured number of proxies has written
 * it: anybody can put more addresses on its left.
 */
export function callerAddress(context: Context<AppEnv>, trustedProxies: number): string {
  const socket = context.env?.incoming?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return networkOf(socket)
  const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').flatMap((item) => item.trim() || [])
  return networkOf(forwarded.at(-trustedProxies) ?? forwarded[0] ?? socket)
}

/** An IPv6 subscriber holds a whole /64, so one address of it is not one caller. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(address)) return address.slice(0, 64)
  const [head = '', tail] = address.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
