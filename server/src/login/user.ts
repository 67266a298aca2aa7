import { createHmac } from 'node:crypto'

/** What a user id looks like: the first 128 bits of an HMAC, in hex. */
export const USER_ID = /^[0-9a-f]{32}$/

/**
 * The id that stands for a user in keys, tokens and logs, so that no openid is in any of them: HMAC-SHA256 of the openid
 * under a key of its own.
 */
export function userIdOf(openid: string, userIdKey: string): string {
  return createHmac('sha256', userIdKey).update(openid).digest('hex').slice(0, 32)
}
