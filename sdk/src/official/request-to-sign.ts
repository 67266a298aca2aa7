import type { RequestForCredentials } from '../credentials/credentials-request'
import { actionsOf } from '../request/actions'
import { checkMethod, normalizeHeaders, normalizeQuery } from '../request/validate'
import { formatQuery, urlEncode, withQuery } from '../signature/encoding'
import type { StringMap } from '../signature/string-map'
import type { AuthorizationRequest } from '../types/credentials'
import { needsOf } from './credentials-needed'

/** What the official SDK hands to `getAuthorization`; `SystemClockOffset` in milliseconds. */
export interface OfficialAuthorizationRequest extends AuthorizationRequest {
  SystemClockOffset?: number
}

/** Seconds that a signature lives: it is sent at once. */
const EXPIRES = 900

/** The request that the official SDK wants to be signed. @throws CosError `InvalidArgument` */
export function requestToSign(request: OfficialAuthorizationRequest): RequestForCredentials {
  const Query = normalizeQuery(request.Query)
  const Headers = normalizeHeaders(request.Headers)
  const Key = request.Pathname.slice(1)
  const Method = checkMethod(request.Method)
  const Url = withQuery(`https://${hostIn(Headers)}/${urlEncode(Key).replace(/%2F/g, '/')}`, formatQuery(Query))
  const needs = needsOf(request, actionsOf(Method, Key, Url))
  return Object.assign({ Method, Key, Query, Headers, Expires: EXPIRES, stable: false, Url }, needs)
}

function hostIn(headers: StringMap): string {
  const [, host = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host') || []
  return host
}
