import { asRecord, type UnknownRecord } from '../platform/as-record'
import type { ClientContext } from '../request/client-context'
import { checkParams } from '../request/validate'
import type { SendParams } from '../request/send-signed'
import type { BucketParams } from '../types/official-call'
import { headersOf, isHeaderParam } from './header-params'

/** What methods take besides headers and what all calls know. */
const PARAMS =
  /^(VersionId|Response[A-Z]\w+|DataType|EncodingType|MaxUploads|KeyMarker|UploadIdMarker|UploadId|Level|AsyncLimit|Objects|Quiet|SliceSize|ChunkSize|FileSize|on(TaskReady|TaskStart|FileFinish)|files)$/

/**
 * The parameters of a call, checked: each name that nothing takes is warned of, once.
 * @returns a copy with the client's defaults, whose key has no leading slash
 * @throws CosError `InvalidArgument`
 */
export function paramsOf<Params extends BucketParams>({ options }: ClientContext, given: Params): Params {
  checkParams('This call', given, {
    test: (name) => isHeaderParam(name) || PARAMS.test(name) || asRecord(given)[name] === undefined,
  })
  const params: Params & { Key?: unknown } = Object.assign({}, given)
  params.Bucket = given.Bucket || options.Bucket
  params.Region = given.Region || options.Region
  // The official SDK takes one away, too.
  if (typeof params.Key === 'string') params.Key = params.Key.replace(/^\//, '')
  return params
}

/** One request for what the parameters name. @param own - what the call itself says */
export function requestFor(given: object, own: Partial<SendParams>): SendParams {
  const params = asRecord(given)
  const { Bucket, Region, Key = '', Query, QueryString, VersionId, UseAccelerate, Domain, Protocol } = params
  const address = { Bucket, Region, Key, UseAccelerate, Domain, Protocol, QueryString }
  const query = withoutEmpty(Object.assign({}, Query, { versionId: VersionId }, own.Query))
  const headers = Object.assign(headersOf(params), own.Headers)
  return Object.assign(address, own, { Query: query, Headers: headers }) as SendParams
}

/** The official SDK leaves out what is `null` or `undefined`. */
function withoutEmpty(values: UnknownRecord): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) kept[name] = value as string
  }
  return kept
}
