/** Pages of what lies in a bucket. */
import type { ClientContext } from '../request/client-context'
import { sendRequestToCos } from '../request/send-signed'
import type {
  GetBucketParams,
  GetBucketResult,
  MultipartListParams,
  MultipartListResult,
} from '../types/official-listings'
import { resultOf } from './result'
import { requestFor } from './params'
import { listOf, xmlToObject, type XmlObject } from './xml-object'

/** @see https://cloud.tencent.com/document/product/436/7734 */
export function getBucket(context: ClientContext, params: GetBucketParams): Promise<GetBucketResult> {
  const { Marker, MaxKeys } = params
  const query = { marker: Marker, 'max-keys': MaxKeys }
  return list<GetBucketResult>(context, params, query, 'ListBucketResult', ['Contents', 'CommonPrefixes'])
}

/** @see https://cloud.tencent.com/document/product/436/7736 */
export function multipartList(context: ClientContext, params: MultipartListParams): Promise<MultipartListResult> {
  const { KeyMarker, UploadIdMarker, MaxUploads } = params
  const query = {
    uploads: '',
    'key-marker': KeyMarker,
    'upload-id-marker': UploadIdMarker,
    'max-uploads': MaxUploads,
  }
  const root = 'ListMultipartUploadsResult'
  return list<MultipartListResult>(context, params, query, root, ['Upload', 'CommonPrefixes'])
}

/** @param lists - elements that may occur any number of times */
async function list<Result>(
  context: ClientContext,
  params: GetBucketParams | MultipartListParams,
  query: Record<string, string | number | undefined>,
  root: string,
  lists: readonly string[],
): Promise<Result> {
  const { Prefix = '', Delimiter, EncodingType } = params
  const Query = Object.assign({ prefix: Prefix, delimiter: Delimiter, 'encoding-type': EncodingType }, query)
  const request = requestFor(params, { listing: { Prefix }, Key: '', Query })
  const response = await sendRequestToCos(context, request)
  const page = Object.assign({}, xmlToObject(response.data)[root]) as XmlObject
  for (const name of lists) page[name] = listOf(page[name])
  return resultOf(response, page) as Result
}
