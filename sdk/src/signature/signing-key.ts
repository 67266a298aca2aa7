import { invalidArgument } from '../errors/cos-error'
import { urlEncode } from './encoding'
import { hmacSha1 } from './hmac-sha1'

/** Makes the HMAC-SHA1 of a text, in lower-case hex. */
export type Hmac = (text: string) => string

/** What signs: a temporary key, or a permanent one, which has no end and no token. Times are UNIX seconds. */
export interface SigningKey {
  readonly SecretId: string
  /** HMAC under the specification's `SignKey` of a `KeyTime`. */
  readonly signKey: (keyTime: string) => Hmac
  /** What a URL carries besides the signature: `&x-cos-security-token=…`, or nothing. */
  readonly tokenQuery: string
  /** When its signatures start. Without it: long before the request, so that no phone's clock puts it into the future. */
  readonly StartTime: number | undefined
  readonly ExpiredTime: number
  /** Seconds from its start to its end. */
  readonly life: number
}

/** What a URL carries of a security token; nothing, where there is none. */
export function tokenQueryOf(token: string): string {
  return token && `&x-cos-security-token=${urlEncode(token)}`
}

/**
 * `SignKey` as a function of `KeyTime`. The last one is kept, since most URLs of a page share it. It is used as forty
 * characters of text, not as twenty bytes.
 * @throws CosError `InvalidArgument`
 */
export function createSignKey(SecretId: unknown, SecretKey: unknown): SigningKey['signKey'] {
  // Never shows what came: it could be the secret.
  if (!SecretId || typeof SecretId !== 'string' || !SecretKey || typeof SecretKey !== 'string') {
    throw invalidArgument('SecretId and SecretKey must be text that is not empty.')
  }
  const secret = hmacSha1(SecretKey)
  let lastKeyTime = ''
  let lastHmac = secret
  return (keyTime) => {
    if (keyTime !== lastKeyTime) {
      lastHmac = hmacSha1(secret(keyTime))
      lastKeyTime = keyTime
    }
    return lastHmac
  }
}
