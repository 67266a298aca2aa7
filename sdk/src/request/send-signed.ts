import type { ObtainedCredentials } from '../credentials/cache'
import type { HttpResponse } from '../platform/http'
import { presignUrl } from '../signature/presigned-url'
import type { Method, ObjectParams, PresignedRequest } from '../types/signing'
import type { ClientContext } from './client-context'
import { resolveRequest, type Listing, type RequestParams, type ResolvedRequest } from './resolve'
import { recover } from './recover-from-refusal'
import { parseServiceError } from './service-error'
import { xmlText } from './xml'

/** A request that this package sends itself. */
export interface SendParams extends RequestParams {
  listing?: Listing
  /** What credentials it takes, where that is not told by its method and its path. */
  needs?: Pick<ResolvedRequest, 'credentialsRequest' | 'Scope'>
  body?: string | ArrayBuffer
  /** Nobody waits for it: where it gets no credentials, that keeps nobody else from asking. */
  isBackground?: boolean
}

/** Signs with a key at hand; `undefined` where somebody has to be asked first. */
export function signNow(context: ClientContext, request: ResolvedRequest): PresignedRequest | undefined {
  const key = context.credentials.lookUp(request)
  return key && presignUrl(request, key, context.clock.now())
}

/** Signs with what was obtained, unless that is signed already. */
export function signWith(
  context: ClientContext,
  request: ResolvedRequest,
  obtained: ObtainedCredentials,
): PresignedRequest {
  return 'Url' in obtained ? obtained : presignUrl(request, obtained, context.clock.now())
}

/**
 * Signs, sends and reads one request. Where COS's refusal shows that the clock or the credentials were at fault, that
 * is recovered from, and the request is sent once more, with another signature.
 * @param send - sends the signed request and brings back what COS answered, whatever the status
 * @throws CosError
 */
export async function sendSigned<Response extends HttpResponse>(
  context: ClientContext,
  params: SendParams,
  send: (request: PresignedRequest) => Promise<Response>,
): Promise<Response> {
  const { credentials, clock } = context
  const request = Object.assign(resolveRequest(context, params, params.listing), params.needs)
  for (let isRetry = false; ; isRetry = true) {
    const key = await credentials.obtain(request, params.isBackground)
    const signed = signWith(context, request, key)
    const response = await send(signed)
    clock.observeDate(dateOf(response), response.sentAt, response.receivedAt)
    const refusal = parseServiceError(response, {
      request,
      signedUrl: signed.Url,
      isUrlExpired: signed.ExpiredTime <= clock.now(),
    })
    if (!refusal) return response
    // Also after the second refusal: nobody else gets to see dead credentials, though this request is over.
    if (!recover(context, refusal, key) || isRetry) throw refusal
  }
}

/** `sendSigned` by `wx.request`: as a small request, unless another way is given. */
export function sendRequestToCos(
  context: ClientContext,
  params: SendParams,
  transport = context.transport,
): Promise<HttpResponse> {
  return sendSigned(context, params, ({ Url, Method, Headers }) =>
    transport({ url: Url, method: Method, header: Headers, data: params.body, dataType: 'text', redirect: 'manual' }),
  )
}

/** The headers with COS's time; its body says it, too, where the clock was refused. */
function dateOf({ headers, data }: HttpResponse): HttpResponse['headers'] {
  if (headers.date || typeof data !== 'string') return headers
  return Object.assign({}, headers, { date: xmlText(data, 'ServerTime') })
}

/** What names an object. */
export type ObjectAddress = Pick<RequestParams, 'Bucket' | 'Region' | 'Key' | 'Domain' | 'Protocol' | 'UseAccelerate'>

/** The address among parameters, and nothing that would make another request of it: callers hand on what they have. */
export function objectAddressOf(params: ObjectParams): ObjectAddress {
  const { Bucket, Region, Key, Domain, Protocol, UseAccelerate } = params
  return { Bucket, Region, Key, Domain, Protocol, UseAccelerate } as ObjectAddress
}

/** One request for an object, likewise. */
export function objectRequestOf(params: ObjectParams, Method: Method): SendParams {
  const { Query, Headers } = params
  return Object.assign({ Method, Query, Headers }, objectAddressOf(params)) as SendParams
}
