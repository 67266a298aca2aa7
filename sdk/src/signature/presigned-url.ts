import type { Method, PresignedRequest } from '../types/signing'
import { withQuery } from './encoding'
import { authorization, type SignableRequest } from './signature'
import type { SigningKey } from './signing-key'

/** A request, checked and with every default filled in. */
export interface RequestToSign extends SignableRequest {
  Method: Method
  /** Lifetime in seconds. */
  Expires: number
  /** The URL stays the same for a while. */
  stable: boolean
  /** Without a signature. */
  Url: string
}

/** Seconds that signatures start before the request, where the key does not say when: more than any clock is off. */
const START_BEFORE = 129600

/** Signs one request with a key that is good for it. `now` is UNIX seconds on the server's clock. */
export function presignUrl(request: RequestToSign, key: SigningKey, now: number): PresignedRequest {
  const { StartTime } = key
  // A URL never ends before it starts, though the clock may be seconds behind the one that issued the key.
  const end = endOf(request, key, StartTime === undefined ? now : Math.max(now, StartTime))
  const ExpiredTime = Math.min(end, key.ExpiredTime)
  const start = StartTime === undefined ? end - request.Expires - START_BEFORE : StartTime
  return signedRequest(request, authorization(key, `${start};${ExpiredTime}`, request), key.tokenQuery, ExpiredTime)
}

/** Puts a signature into the URL, where each of its values is encoded once more. */
export function signedRequest(
  request: RequestToSign,
  Authorization: string,
  tokenQuery: string,
  ExpiredTime: number,
): PresignedRequest {
  const encoded = Authorization.replace(/%/g, '%25').replace(/;/g, '%3B')
  return {
    Url: withQuery(request.Url, encoded + tokenQuery),
    Method: request.Method,
    Headers: headersToSend(request),
    ExpiredTime,
  }
}

/** The headers that the request has to carry, besides `host`, which the platform sets itself. */
export function headersToSend({ Headers }: Pick<RequestToSign, 'Headers'>): Record<string, string> {
  const sent: Record<string, string> = {}
  Object.keys(Headers).forEach((name) => {
    if (name.toLowerCase() !== 'host') sent[name] = Headers[name] || ''
  })
  return sent
}

/**
 * When the URL ends, but for the key's own end. A stable one moves in steps of half its lifetime, so that it always has
 * between half of it and all of it left.
 */
function endOf({ Expires, stable }: RequestToSign, { life }: SigningKey, now: number): number {
  if (!stable) return now + Expires
  const step = Math.floor(Math.min(Expires, life) / 2) || 1
  return (Math.floor(now / step) + 2) * step
}
