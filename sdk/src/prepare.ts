import { actionsOf } from './actions'
import { checkExpires, checkMethod, checkPairs, encodeKey } from './checks'
import type { Core } from './core'
import { urlEncode } from './encode'
import { toRecord, type Pairs } from './pairs'
import type { CredentialsRequest, Method, PresignParams } from './types'
import { bucketAddress, formatQuery } from './url'

/** What the parts of this package ask for, and callers can't. */
export interface Purpose {
  /** For a listing, whose `Key` is empty: what it is judged by. */
  Prefix?: string
  /** All that the operation will need. @default the actions of this request */
  Actions?: readonly string[]
}

/** A request and what it is for, as the parts of this package put it together. */
export type SignParams = PresignParams & Purpose

/** One request, checked and with every default filled in. */
export interface PreparedRequest {
  Method: Method
  Key: string
  Query: Pairs
  /** To be signed: the caller's, and `host`. */
  Headers: Pairs
  Expires: number
  stable: boolean | undefined
  /** Without a signature. */
  Url: string
  /** What credentials are asked for. */
  question: CredentialsRequest
}

/**
 * Checks a request and fills in the client's defaults.
 * @throws CosError `InvalidArgument`
 */
export function prepare(
  core: Core,
  params: Omit<PresignParams, 'Method'> & { Method?: Method | Lowercase<Method> },
  { Prefix, Actions }: Purpose = {},
): PreparedRequest {
  const { options } = core
  const {
    Bucket = options.Bucket || '',
    Region = options.Region || '',
    Protocol = options.Protocol || 'https:',
    downloadName,
  } = params
  const Domain =
    params.Domain || options.Domain || `{Bucket}.cos.${options.UseAccelerate ? 'accelerate' : '{Region}'}.myqcloud.com`
  // The last address is kept, since most requests of a client go to the same bucket.
  const place = [Bucket, Region, Domain, Protocol].join()
  if (place !== core.place) core.address = bucketAddress(Bucket, Region, Domain, Protocol)
  core.place = place
  const [origin, host] = core.address
  const method = checkMethod(params.Method)
  const path = Prefix === undefined ? encodeKey(params.Key) : ''
  const Key = path && params.Key
  const Query = checkPairs(
    'Query',
    downloadName
      ? Object.assign(
          { 'response-content-disposition': `attachment;filename*=UTF-8''${urlEncode(downloadName)}` },
          params.Query,
        )
      : params.Query,
  )
  const Headers: Pairs = checkPairs('Headers', params.Headers)
  const question: CredentialsRequest = { Bucket, Region, Key, Actions: Actions || actionsOf(method, Key, Query) }
  if (Prefix !== undefined) question.Prefix = Prefix
  return {
    Method: method,
    Key,
    Query,
    Headers: !Headers.length ? host : Headers.some(isHost) ? Headers : Headers.concat(host),
    Expires: checkExpires(params.Expires),
    stable: params.stable,
    Url: origin + path + formatQuery(Query),
    question,
  }
}

/** The platform sets `host` itself. */
function isHost([name]: readonly [string, string]): boolean {
  return name.toLowerCase() === 'host'
}

/** The headers that the request has to carry, besides what the platform sets itself. */
export function headersToSend({ Headers }: PreparedRequest): Record<string, string> {
  return toRecord(Headers.filter((pair) => !isHost(pair)))
}
