import type { RequestForCredentials } from '../credentials/credentials-request'
import { actionsOf, isMultipartAction, MULTIPART_ACTIONS } from '../request/actions'
import { checkMethod, normalizeHeaders, normalizeQuery } from '../request/validate'
import { formatQuery, urlEncode, withQuery } from '../signature/encoding'
import type { StringMap } from '../signature/string-map'
import type { AuthorizationRequest, CredentialsRequest } from '../types/credentials'

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
  const credentialsRequest = credentialsRequestOf(request, actionsOf(Method, Key, Url))
  const Scope = request.Scope.length > 1 ? request.Scope : undefined
  return { Method, Key, Query, Headers, Expires: EXPIRES, stable: false, Url, credentialsRequest, Scope }
}

/** What credentials are needed. @param ownActions - where the official SDK names none, as for `request` */
function credentialsRequestOf(
  { Bucket, Region, Scope }: OfficialAuthorizationRequest,
  ownActions: readonly string[],
): CredentialsRequest {
  const [first = { prefix: '' }, ...others] = Scope
  const named = Scope.map(({ action }) => action).filter(Boolean)
  const actions = named.length > 0 ? named : ownActions
  // One request for all that an upload in parts needs.
  const Actions = actions.some(isMultipartAction) ? MULTIPART_ACTIONS : unique(actions)
  const isOneObject = others.length === 0 && first.prefix !== '' && !Actions.some(isListing)
  return isOneObject
    ? { Bucket, Region, Key: first.prefix, Actions }
    : { Bucket, Region, Key: '', Prefix: commonPrefix(Scope.map(({ prefix }) => prefix)), Actions }
}

function hostIn(headers: StringMap): string {
  const [, host = ''] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host') || []
  return host
}

function isListing(action: string): boolean {
  return /:(GetBucket|ListMultipartUploads)$/.test(action)
}

/** What all keys begin with, up to a slash. */
function commonPrefix(keys: readonly string[]): string {
  const [first = ''] = keys
  if (keys.length === 1) return first
  let length = 0
  while (length < first.length && keys.every((key) => key[length] === first[length])) length++
  return first.slice(0, first.slice(0, length).lastIndexOf('/') + 1)
}

function unique(actions: readonly string[]): string[] {
  return Array.from(new Set(actions))
}
