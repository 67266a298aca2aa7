import { CosError, type CosErrorCode } from '../errors/cos-error'
import { redact } from '../errors/redact'
import { retryAfterOf, type HttpResponse } from '../platform/http'
import type { ResolvedRequest } from './resolve'
import { serviceErrorRule, type Refusal } from './service-error-rules'
import { describeMismatch } from './signature-mismatch'
import { xmlText } from './xml'

/** What COS was asked, and the URL that said so. */
export interface SentRequest {
  readonly request: ResolvedRequest
  readonly signedUrl: string
  /** Whether the URL is past its end: tells why a HEAD was refused, whose answer has no body. */
  readonly isUrlExpired: boolean
}

/** An answer of COS that is a refusal. */
export interface RefusedRequest {
  readonly response: HttpResponse
  readonly request: ResolvedRequest
}

const refusedRequests = new WeakMap<CosError, RefusedRequest>()

/** The answer that an error was made of; `undefined` for any other error. */
export function refusedRequestOf(error: CosError): RefusedRequest | undefined {
  return refusedRequests.get(error)
}

/** An answer of COS that is a refusal, as an error; `undefined` for a success. */
export function parseServiceError(response: HttpResponse, sent: SentRequest): CosError | undefined {
  const body = bodyOf(response)
  const statusCode = statusOf(response, body)
  if (statusCode >= 200 && statusCode < 300) return undefined
  const Code = redact(xmlText(body, 'Code'))
  const Message = redact(xmlText(body, 'Message'))
  const refusal: Refusal = Object.assign({ statusCode, Code, Message }, sent)
  const [code, hint = hintFor(code, sent, body), retryable = false] = serviceErrorRule(refusal)
  const { Method, Key } = sent.request
  const retryAfter = retryAfterOf(response)
  const error = new CosError(
    code,
    `COS refuses ${Method} '${Key}': ${[statusCode, Code, Message].join(' ').trim()}`,
    Object.assign(
      { statusCode, hint, RequestId: requestIdOf(response, body), cause: { Code, Message }, retryable },
      retryAfter && { retryAfter },
    ),
  )
  refusedRequests.set(error, { response, request: sent.request })
  return error
}

/** What takes COS long may fail when 200 is on its way already. */
function statusOf({ statusCode }: HttpResponse, body: string): number {
  return statusCode < 300 && body.includes('<Error>') ? 500 : statusCode
}

/** Some platforms read JSON whatever they are asked for; image processing answers it. */
function bodyOf({ data }: { readonly data: unknown }): string {
  return typeof data === 'string' ? data : JSON.stringify(data) || ''
}

function hintFor(code: CosErrorCode, { request, signedUrl }: SentRequest, body: string): string {
  if (code === 'SignatureMismatch') return describeMismatch(request, signedUrl, body)
  const { Actions, Key, Prefix = '' } = request.credentialsRequest
  return `Allow ${Actions.join()} on '${Key || Prefix}' in the policy of the credentials.`
}

/** `<RequestId>NjNk…</RequestId>`, `"requestId":"NjNk…"`. Only what looks like an id is taken, so that no secret in its place is ever shown. */
export const REQUEST_ID = /RequestId\W+([\w=-]{1,64})["<]/i

function requestIdOf({ headers }: HttpResponse, body: string): string | undefined {
  const [, id = headers['x-cos-request-id']] = REQUEST_ID.exec(body) || []
  return id
}
