import { failed } from './credentials/failure'
import { MAX_LIFE } from './credentials/clock'
import { headersToSend, type PreparedRequest } from './prepare'
import { authorization, type Signer } from './signer'
import type { PresignedRequest } from './types'

/** What signs: temporary credentials, or a permanent key, which has no end and no token. */
export interface SigningKey extends Signer {
  /** What a URL carries besides the signature. */
  tokenQuery: string
  StartTime?: number
  ExpiredTime: number
}

/** Signs one request with a key that is good for it. `now` is UNIX seconds on the server's clock. */
export function sign(prepared: PreparedRequest, key: SigningKey, now: number): PresignedRequest {
  const ExpiredTime = Math.min(endOf(prepared, key, now), key.ExpiredTime)
  const keyTime = `${startOf(prepared, key, ExpiredTime, now)};${ExpiredTime}`
  return finish(prepared, authorization(key, keyTime, prepared), key.tokenQuery, ExpiredTime)
}

/** When a finished signature, or a URL with one, ends. */
export function endOfSigned(text: string): number {
  const [, end] = /q-sign-time=\d+(?:;|%3B)(\d+).*&q-signature=\w/i.exec(text) || []
  if (end) return Number(end)
  throw failed('The backend gave no q-sign-time and q-signature', text)
}

/** Puts a signature into the URL, where each of its values is encoded once more. */
export function finish(
  prepared: PreparedRequest,
  Authorization: string,
  tokenQuery: string,
  ExpiredTime: number,
): PresignedRequest {
  const { Url, Method, Query } = prepared
  const value = Authorization.replace(/%/g, '%25').replace(/;/g, '%3B')
  return {
    Url: Url + (Query.length ? '&' : '?') + value + tokenQuery,
    Method,
    Headers: headersToSend(prepared),
    ExpiredTime,
  }
}

/**
 * When the URL ends, but for the key's own end. A stable one moves in steps of half its lifetime, so it always has
 * between half of it and all of it left.
 */
function endOf({ Expires, stable }: PreparedRequest, { StartTime, ExpiredTime }: SigningKey, now: number): number {
  if (!stable) return now + Expires
  const life = StartTime ? ExpiredTime - StartTime : Expires
  const step = Math.max(1, Math.floor(Math.min(Expires, life) / 2))
  return (Math.floor(now / step) + 2) * step
}

/**
 * When it starts: never in the future, whatever the phone's clock says. Without `StartTime` that is 36 hours before the
 * credentials' end, the longest that they can have lived; before the URL's own end for a permanent key, and where that
 * start would still lie ahead, since the end was made up.
 */
function startOf(
  { Expires }: PreparedRequest,
  { StartTime, ExpiredTime }: SigningKey,
  end: number,
  now: number,
): number {
  const earliest = ExpiredTime - MAX_LIFE
  return StartTime || (earliest > now ? end - Expires - MAX_LIFE : earliest)
}
