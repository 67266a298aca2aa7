import { headersToSend, type PreparedRequest } from './prepare'
import { authorization, type Signer } from './signer'
import type { PresignedRequest } from './types'
import { withQuery } from './url'

/** What signs: temporary credentials, or a permanent key, which has no end and no token. */
export interface SigningKey extends Signer {
  /** What a URL carries besides the signature. */
  tokenQuery: string
  /** When its signatures start: never in the future, whatever the phone's clock says. */
  StartTime: number
  ExpiredTime: number
  /** Seconds from its start to its end, where half of that is what a URL should have left. */
  life: number
}

/** Signs one request with a key that is good for it. `now` is UNIX seconds on the server's clock. */
export function sign(prepared: PreparedRequest, key: SigningKey, now: number): PresignedRequest {
  const ExpiredTime = Math.min(endOf(prepared, key, now), key.ExpiredTime)
  const keyTime = `${key.StartTime};${ExpiredTime}`
  return finish(prepared, authorization(key, keyTime, prepared), key.tokenQuery, ExpiredTime)
}

/** Puts a signature into the URL, where each of its values is encoded once more. */
export function finish(
  prepared: PreparedRequest,
  Authorization: string,
  tokenQuery: string,
  ExpiredTime: number,
): PresignedRequest {
  const value = Authorization.replace(/%/g, '%25').replace(/;/g, '%3B')
  return {
    Url: withQuery(prepared.Url, value + tokenQuery),
    Method: prepared.Method,
    Headers: headersToSend(prepared),
    ExpiredTime,
  }
}

/**
 * When the URL ends, but for the key's own end. A stable one moves in steps of half its lifetime, so it always has
 * between half of it and all of it left.
 */
function endOf({ Expires, stable }: PreparedRequest, { life }: SigningKey, now: number): number {
  if (!stable) return now + Expires
  const step = Math.floor(Math.min(Expires, life) / 2) || 1
  return (Math.floor(now / step) + 2) * step
}
