import { actionOf } from './actions'
import { checkExpires, checkKey, checkPairs } from './checks'
import { urlEncode } from './encode'
import { invalidArgument } from './errors'
import { toRecord, type Pairs } from './pairs'
import type { AuthorizationRequest, CommonOptions, CredentialsRequest, Method, PresignParams } from './types'
import { bucketAddress, plainUrl } from './url'

/** What the parts of this package ask for, beyond what callers can. */
export interface SignParams extends Omit<PresignParams, 'Key'> {
  /** Empty for the bucket itself, which callers can't name. */
  Key: string
  /** For a listing: what it is judged by. */
  Prefix?: string
  /** All that the operation will need. @default the one action of this request */
  Actions?: readonly string[]
}

/** One request, checked and with every default filled in. */
export interface PreparedRequest {
  Method: Method
  Bucket: string
  Region: string
  Key: string
  Query: Pairs
  /** To be signed: the caller's, and `host`. */
  Headers: Pairs
  Expires: number
  stable: boolean
  /** Without a signature. */
  Url: string
  /** As it goes over the wire. */
  host: string
  credentials: CredentialsRequest
}

/** A caller's parameters, without what would make another request of them: JavaScript hands on whatever it has. */
export function fromCaller<Params extends PresignParams>(params: Params): Params & SignParams {
  return { ...params, Prefix: undefined, Actions: undefined }
}

const METHODS: readonly string[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']
const DEFAULT_EXPIRES = 900

/**
 * Checks one request and fills in the client's defaults.
 * @throws CosError `InvalidArgument`
 */
export function prepare(params: SignParams, defaults: CommonOptions): PreparedRequest {
  const Method = checkMethod(params.Method ?? 'GET')
  const Bucket = params.Bucket ?? defaults.Bucket ?? ''
  const Region = params.Region ?? defaults.Region ?? ''
  const { host, origin } = bucketAddress({
    Bucket,
    Region,
    Domain: params.Domain ?? defaults.Domain,
    Protocol: params.Protocol ?? defaults.Protocol,
    UseAccelerate: defaults.UseAccelerate,
  })
  const Key = params.Prefix === undefined ? checkKey(params.Key) : ''
  const Query = queryOf(params)
  const Headers = checkPairs('Headers', params.Headers)
  const Actions = params.Actions ?? [actionOf(Method, Key, Query)]
  return {
    Method,
    Bucket,
    Region,
    Key,
    Query,
    Headers: Headers.some(isHost) ? Headers : [...Headers, ['host', host]],
    Expires: checkExpires(params.Expires ?? DEFAULT_EXPIRES),
    stable: params.stable === true,
    Url: plainUrl(origin, Key, Query),
    host,
    credentials: Key ? { Bucket, Region, Key, Actions } : { Bucket, Region, Key, Prefix: params.Prefix, Actions },
  }
}

function queryOf({ Query, downloadName }: SignParams): Pairs {
  if (downloadName === undefined) return checkPairs('Query', Query)
  const disposition = `attachment;filename*=UTF-8''${urlEncode(downloadName)}`
  return checkPairs('Query', { ...Query, 'response-content-disposition': disposition })
}

function checkMethod(method: string): Method {
  const upper = String(method).toUpperCase()
  if (!METHODS.includes(upper)) throw invalidArgument(`Method must be one of ${METHODS.join(', ')}`, method)
  return upper as Method
}

/** The platform sets `host` itself. */
export function isHost([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'host'
}

/** The headers that the request has to carry, besides what the platform sets itself. */
export function headersToSend({ Headers }: PreparedRequest): Record<string, string> {
  return toRecord(Headers.filter((pair) => !isHost(pair)))
}

/** What the official SDK would hand to `getAuthorization`. */
export function authorizationRequest(prepared: PreparedRequest): AuthorizationRequest {
  const { Bucket, Region, Method, Key, Query, Headers, credentials } = prepared
  const prefix = Key || (credentials.Prefix ?? '')
  return {
    Bucket,
    Region,
    Method,
    Key,
    Pathname: '/' + Key,
    Query: toRecord(Query),
    Headers: toRecord(Headers),
    Scope: credentials.Actions.map((action) => ({ action, bucket: Bucket, region: Region, prefix })),
  }
}
