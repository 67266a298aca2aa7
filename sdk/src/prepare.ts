import { actionOf } from './actions'
import { checkExpires, checkKey, checkMethod, checkPairs } from './checks'
import { encodePath, urlEncode } from './encode'
import { toRecord, type Pairs } from './pairs'
import { formatHeaders, formatParameters, type SignableRequest } from './signer'
import type { AuthorizationRequest, CommonOptions, CredentialsRequest, Method, PresignParams } from './types'
import { ACCELERATE_DOMAIN, bucketAddress, DEFAULT_DOMAIN, formatQuery, type Address } from './url'

/** What the parts of this package ask for, and callers can't. */
export interface Purpose {
  /** For a listing, whose `Key` is empty: what it is judged by. */
  Prefix?: string
  /** All that the operation will need. @default the one action of this request */
  Actions?: readonly string[]
}

/** A request and what it is for, as the parts of this package put it together. */
export type SignParams = PresignParams & Purpose

export type Prepare = (
  params: Omit<PresignParams, 'Method'> & { Method?: Method | Lowercase<Method> },
  purpose?: Purpose,
) => PreparedRequest

/** One request, checked and with every default filled in. */
export interface PreparedRequest {
  Method: Method
  Key: string
  Query: Pairs
  /** To be signed: the caller's, and `host`. */
  Headers: Pairs
  Expires: number
  stable: boolean
  /** Without a signature. */
  Url: string
  signable: SignableRequest
  credentials: CredentialsRequest
}

const NONE: Pairs = []
const NOTHING = formatParameters(NONE)

/**
 * Makes the function that checks a request and fills in a client's defaults; that throws `InvalidArgument`. It keeps
 * the last address, since most requests of a client go to the same bucket.
 */
export function preparer(defaults: CommonOptions): Prepare {
  const { Bucket: ownBucket = '', Region: ownRegion = '', Protocol: ownProtocol = 'https:' } = defaults
  const ownDomain = defaults.Domain || (defaults.UseAccelerate ? ACCELERATE_DOMAIN : DEFAULT_DOMAIN)
  let lastPlace = ''
  let address: Address | undefined

  return (params, { Prefix, Actions } = {}) => {
    const { Bucket = ownBucket, Region = ownRegion, Protocol = ownProtocol, Domain } = params
    const place = [Bucket, Region, Domain, Protocol].join()
    if (!address || place !== lastPlace) {
      address = bucketAddress(Bucket, Region, Domain || ownDomain, Protocol)
      lastPlace = place
    }
    const Method = checkMethod(params.Method)
    const Key = Prefix === undefined ? checkKey(params.Key) : ''
    const Query = queryOf(params)
    const given = params.Headers ? checkPairs('Headers', params.Headers) : NONE
    const Headers = given.some(isHost) ? given : given.concat([['host', address.host]])
    const credentials: CredentialsRequest = { Bucket, Region, Key, Actions: Actions || [actionOf(Method, Key, Query)] }
    if (Prefix !== undefined) credentials.Prefix = Prefix
    return {
      Method,
      Key,
      Query,
      Headers,
      Expires: checkExpires(params.Expires),
      stable: !!params.stable,
      Url: address.origin + encodePath(Key) + formatQuery(Query),
      signable: {
        method: Method,
        uriPathname: '/' + Key,
        parameters: Query.length ? formatParameters(Query) : NOTHING,
        headers: given.length ? formatHeaders(Headers) : address.hostHeader,
      },
      credentials,
    }
  }
}

function queryOf({ Query, downloadName }: Pick<PresignParams, 'Query' | 'downloadName'>): Pairs {
  if (!downloadName) return Query ? checkPairs('Query', Query) : NONE
  const disposition = `attachment;filename*=UTF-8''${urlEncode(downloadName)}`
  return checkPairs('Query', Object.assign({ 'response-content-disposition': disposition }, Query))
}

/** The platform sets `host` itself. */
function isHost([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'host'
}

/** The headers that the request has to carry, besides what the platform sets itself. */
export function headersToSend({ Headers }: PreparedRequest): Record<string, string> {
  return Headers.length > 1 ? toRecord(Headers.filter((pair) => !isHost(pair))) : {}
}

/** What the official SDK would hand to `getAuthorization`. */
export function authorizationRequest({ Method, Query, Headers, credentials }: PreparedRequest): AuthorizationRequest {
  const { Bucket, Region, Key, Prefix = Key, Actions } = credentials
  return {
    Bucket,
    Region,
    Method,
    Key,
    Pathname: '/' + Key,
    Query: toRecord(Query),
    Headers: toRecord(Headers),
    Scope: Actions.map((action) => ({ action, bucket: Bucket, region: Region, prefix: Prefix })),
  }
}
