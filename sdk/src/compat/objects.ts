/** Calls for one object. */
import { isArrayBuffer } from '../platform/files'
import type { HttpResponse } from '../platform/http'
import type { ClientContext } from '../request/client-context'
import { sendRequestToCos, sendSigned } from '../request/send-signed'
import { refusedRequestOf } from '../request/service-error'
import { decodeUtf8 } from '../signature/encoding'
import { isCosError } from '../errors/cos-error'
import type { ObjectKeyParams } from '../types/official-call'
import type {
  DeleteObjectResult,
  GetObjectParams,
  GetObjectResult,
  HeadObjectParams,
  HeadObjectResult,
} from '../types/official-objects'
import { resultOf } from './result'
import { requestFor } from './params'

/** @see https://cloud.tencent.com/document/product/436/7745 */
export async function headObject(context: ClientContext, params: HeadObjectParams): Promise<HeadObjectResult> {
  const request = requestFor(params, { Method: 'HEAD' })
  const response = await sendRequestToCos(context, request).catch(notModified)
  if (response.statusCode === NOT_MODIFIED) return { NotModified: true, statusCode: NOT_MODIFIED } as HeadObjectResult
  return resultOf(response, { ETag: response.headers.etag || '' })
}

/** @see https://cloud.tencent.com/document/product/436/7743 */
export async function deleteObject(context: ClientContext, params: ObjectKeyParams): Promise<DeleteObjectResult> {
  const request = requestFor(params, { Method: 'DELETE' })
  try {
    return resultOf(await sendRequestToCos(context, request), {})
  } catch (thrown) {
    const { statusCode } = answerOf(thrown) || { statusCode: 0 }
    if (statusCode === 404) return { BucketNotFound: true, statusCode }
    throw thrown
  }
}

/** Downloads into memory. @see https://cloud.tencent.com/document/product/436/7753 */
export async function getObject(context: ClientContext, params: GetObjectParams): Promise<GetObjectResult> {
  const responseType = params.DataType || 'text'
  let Body: unknown
  const request = requestFor(params, { Method: 'GET', Query: responseQuery(params) })
  const response = await sendSigned(context, request, async ({ Url, Headers }) => {
    const answer = await context.transport({
      url: Url,
      header: Headers,
      dataType: 'text',
      responseType,
      redirect: 'manual',
    })
    Body = answer.data
    // What the object says is no error of COS, whatever it looks like.
    return Object.assign(answer, { data: answer.statusCode < 300 ? '' : textOf(answer.data) })
  }).catch(notModified)
  if (response.statusCode === NOT_MODIFIED) return { NotModified: true } as GetObjectResult
  return resultOf(response, { Body: Body as string | ArrayBuffer, ETag: response.headers.etag || '' })
}

const NOT_MODIFIED = 304

/** That the object has not been changed was asked for, and is no failure. */
function notModified(thrown: unknown): HttpResponse {
  const response = answerOf(thrown)
  if (response && response.statusCode === NOT_MODIFIED) return response
  throw thrown
}

function answerOf(thrown: unknown): HttpResponse | undefined {
  const refused = isCosError(thrown) && refusedRequestOf(thrown)
  return refused ? refused.response : undefined
}

/** `ResponseContentType` is `response-content-type`. */
function responseQuery(params: object): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(params)) {
    if (/^Response[A-Z]/.test(name)) query[name.replace(/\B[A-Z]/g, '-$&').toLowerCase()] = value
  }
  return query
}

function textOf(data: unknown): string {
  if (!isArrayBuffer(data)) return String(data)
  return decodeUtf8(Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join(''))
}
