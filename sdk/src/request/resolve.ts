import { invalidArgument } from '../errors/cos-error'
import type { RequestForCredentials } from '../credentials/credentials-request'
import { formatQuery, urlEncode, withQuery } from '../signature/encoding'
import type { StringMap } from '../signature/string-map'
import type { Method, PresignParams } from '../types/signing'
import { actionsOf } from './actions'
import { bucketAddress, type BucketAddress } from './address'
import type { ClientContext } from './client-context'
import { checkExpires, checkMethod, encodeKey, hasName, normalizeHeaders, normalizeQuery } from './validate'

/** A request as callers describe it. */
export type RequestParams = Omit<PresignParams, 'Method'> & {
  Method?: Method | Lowercase<Method>
  QueryString?: string
}

/** What a listing is judged by, whose key is empty. Callers cannot ask for it. */
export interface Listing {
  Prefix: string
}

/** One request, checked and with every default filled in. */
export type ResolvedRequest = RequestForCredentials

/**
 * Checks a request and fills in the client's defaults.
 * @throws CosError `InvalidArgument`
 */
export function resolveRequest(context: ClientContext, params: RequestParams, listing?: Listing): ResolvedRequest {
  const { options } = context
  const Bucket = params.Bucket || options.Bucket || ''
  const Region = params.Region || options.Region || ''
  const address = addressOf(context, params, Bucket, Region)
  const path = listing ? '' : encodeKey(params.Key)
  const Key = listing ? '' : params.Key
  const method = checkMethod(params.Method)
  const Query = queryOf(params)
  const query = formatQuery(Query)
  const Headers = params.Headers ? withHost(normalizeHeaders(params.Headers), address.hostHeader) : address.hostHeader
  return {
    Method: method,
    Key,
    Query,
    Headers,
    canonicalHeaders: Headers === address.hostHeader ? address.canonicalHost : undefined,
    Expires: checkExpires(params.Expires),
    stable: !!params.stable,
    Url: withQuery(address.origin + path, query),
    credentialsRequest: Object.assign({ Bucket, Region, Key, Actions: actionsOf(method, Key, `?${query}`) }, listing),
  }
}

function addressOf(
  { options, addresses }: ClientContext,
  params: RequestParams,
  Bucket: string,
  Region: string,
): BucketAddress {
  const Protocol = params.Protocol || options.Protocol || 'https:'
  const { UseAccelerate: isAccelerated = options.UseAccelerate } = params
  const standardDomain = `{Bucket}.cos.${isAccelerated ? 'accelerate' : '{Region}'}.myqcloud.com`
  const Domain = params.Domain || options.Domain || standardDomain
  const name = `${Bucket} ${Region} ${Domain} ${Protocol}`
  const known = addresses.get(name)
  if (known) return known
  const address = bucketAddress({ Bucket, Region, Domain, Protocol })
  addresses.set(name, address)
  return address
}

const NO_QUERY: StringMap = {}

function queryOf({ Query, QueryString, downloadName }: RequestParams): StringMap {
  if (!Query && !QueryString && !downloadName) return NO_QUERY
  const query = Object.assign({}, QueryString ? parseQuery(QueryString) : {}, normalizeQuery(Query))
  const name = 'response-content-disposition'
  if (downloadName && !hasName(query, name)) {
    query[name] = `attachment;filename*=UTF-8''${urlEncode(downloadName)}`
  }
  return query
}

function parseQuery(text: string): Record<string, string> {
  const query: Record<string, string> = {}
  const add = (pair: string) => {
    const name = pair.replace(/=[^]*/, '')
    if (name) query[decode(name)] = decode(pair.slice(name.length + 1))
  }
  text.replace(/^\?/, '').split('&').forEach(add)
  return query
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidArgument('QueryString must be URL-encoded.')
  }
}

/** A `host` that the caller gives is signed as it is. */
function withHost(headers: StringMap, hostHeader: StringMap): StringMap {
  return hasName(headers, 'host') ? headers : Object.assign({}, headers, hostHeader)
}
