import { actionsOf } from './actions'
import { checkExpires, checkMethod, checkPairs, encodeKey } from './checks'
import type { Core } from './core'
import { urlEncode } from './encode'
import type { Pairs } from './pairs'
import type { CredentialsRequest, Method, PresignParams } from './types'
import { bucketAddress, formatQuery, withQuery } from './url'

/** A request, as the parts of this package put it together. */
export interface SignParams extends PresignParams {
  /** Of a listing, whose `Key` is empty: what it is judged by. Callers can't ask for it. */
  listing?: { Prefix: string }
}

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
  listing?: SignParams['listing'],
): PreparedRequest {
  const { options, addresses } = core
  const {
    Bucket = options.Bucket || '',
    Region = options.Region || '',
    Protocol = options.Protocol || 'https:',
    downloadName,
    stable,
  } = params
  const Domain =
    params.Domain || options.Domain || `{Bucket}.cos.${options.UseAccelerate ? 'accelerate' : '{Region}'}.myqcloud.com`
  const place = [Bucket, Region, Domain, Protocol].join()
  const [origin, host] = addresses[place] || (addresses[place] = bucketAddress(Bucket, Region, Domain, Protocol))
  const method = checkMethod(params.Method)
  const path = origin + (listing ? '' : encodeKey(params.Key))
  const Key = listing ? '' : params.Key
  const Query = checkPairs(
    'Query',
    params.Query,
    downloadName ? { 'response-content-disposition': `attachment;filename*=UTF-8''${urlEncode(downloadName)}` } : {},
  )
  const Url = withQuery(path, formatQuery(Query))
  return {
    Method: method,
    Key,
    Query,
    Headers: params.Headers ? checkPairs('Headers', params.Headers, host) : host,
    Expires: checkExpires(params.Expires),
    stable,
    Url,
    question: Object.assign({ Bucket, Region, Key, Actions: actionsOf(method, Key, Url) }, listing),
  }
}

/** The headers that the request has to carry, besides `host`, which the platform sets itself. */
export function headersToSend({ Headers }: PreparedRequest): Record<string, string> {
  const sent: Record<string, string> = {}
  for (const [name, value] of Object.entries(Headers)) if (name.toLowerCase() !== 'host') sent[name] = value
  return sent
}
