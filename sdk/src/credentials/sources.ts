import { invalidArgument, type CosErrorDetails } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { retryAfterOf, type HttpRequest, type HttpResponse } from '../platform/http'
import { formatQuery, withQuery } from '../signature/encoding'
import { headersToSend } from '../signature/presigned-url'
import type { SigningKey } from '../signature/signing-key'
import type { COSOptions } from '../types/client'
import type { AuthorizationRequest, CredentialsRequest, CredentialsSource } from '../types/credentials'
import type { RequestForCredentials } from './credentials-request'

/** Of a failure of `signUrl`. */
const SIGNER = { hint: 'signUrl must answer { Url, Method, Headers, ExpiredTime }, with the signature in Url.' }

/** Sends a request; a client with a queue brings its own. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>

/** What was answered, which is not checked yet. */
export interface SourceAnswer {
  answer: unknown
  details: CosErrorDetails
}

/** Where credentials come from, whatever kind of source that is. */
export interface Source {
  /** A key that the options hold themselves: nobody has to be asked. */
  readonly key?: SigningKey
  /** Every answer is a finished signature, for one request only. */
  readonly signsItself?: boolean
  /**
   * Asks for what one request needs. Rejects with whatever the source throws.
   * @param throwIfClosed - throws after logging out, when the source would answer for somebody else
   */
  ask(request: RequestForCredentials, throwIfClosed: () => void): Promise<SourceAnswer>
}

type UrlSource = Extract<CredentialsSource, { url: string }>
type AnySource = Partial<
  UrlSource &
    Extract<CredentialsSource, { getCredentials: unknown }> &
    Extract<CredentialsSource, { signUrl: unknown }> &
    Extract<COSOptions, { getAuthorization: unknown }>
>

/**
 * The source that the options name.
 * @param fixedKey - makes the key that the options hold, where they name no source
 * @throws CosError `InvalidArgument` where they hold neither
 */
export function sourceOf(
  options: COSOptions,
  transport: Transport,
  timeoutMs: number,
  fixedKey: () => SigningKey,
): Source {
  const given = asRecord(options)
  const source = asRecord(given.credentials || given) as AnySource
  const { url, getCredentials, signUrl, getAuthorization } = source
  if (getCredentials) return functionSource(({ credentialsRequest }) => getCredentials(copyOf(credentialsRequest)))
  if (signUrl) {
    const sign = functionSource((request) => {
      const { Url, Method, Key, Query, Expires } = request
      return signUrl({ Url, Method, Key, Query: Object.assign({}, Query), Headers: headersToSend(request), Expires })
    }, SIGNER)
    return Object.assign(sign, { signsItself: true })
  }
  if (getAuthorization) {
    // Nothing awaits the official callback, yet people make it an async function: one that fails must not hang.
    return functionSource(
      (request) =>
        new Promise((resolve, reject) => {
          const returned: unknown = getAuthorization(authorizationRequest(request), resolve)
          Promise.resolve(returned).catch(reject)
        }),
    )
  }
  if (url) return urlSource(Object.assign({ url }, source), transport, timeoutMs)
  if (!given.credentials && (given.SecretId || given.SecretKey)) {
    return Object.assign(
      functionSource(() => undefined),
      { key: fixedKey() },
    )
  }
  throw invalidArgument(
    'The client needs credentials: { url }, { getCredentials } or { signUrl }; or getAuthorization, or SecretId and SecretKey.',
  )
}

/** @param details - of a failure, where what it answers is of no use */
function functionSource(getAnswer: (request: RequestForCredentials) => unknown, details: CosErrorDetails = {}): Source {
  return { ask: (request) => Promise.resolve(getAnswer(request)).then((answer) => ({ answer, details })) }
}

function urlSource(source: UrlSource, transport: Transport, timeoutMs: number): Source {
  const { url, method = 'POST', headers, body = (request: CredentialsRequest): unknown => request } = source
  const isPost = method === 'POST'

  function send(asked: unknown, header: Record<string, string> | undefined): Promise<HttpResponse> {
    return transport({
      url: isPost ? url : withQuery(url, formatQuery(asRecord(asked))),
      method,
      header: Object.assign({}, header),
      data: isPost ? JSON.stringify(asked) : undefined,
      // Ours comes first, with a better name.
      timeout: timeoutMs + 1000,
    })
  }

  function ask(request: RequestForCredentials, throwIfClosed: () => void, isRefused: boolean): Promise<SourceAnswer> {
    const asked = body(copyOf(request.credentialsRequest))
    return Promise.resolve(typeof headers === 'function' ? headers(isRefused) : headers)
      .then((header) => {
        throwIfClosed()
        return send(asked, header)
      })
      .then((response) => {
        const { statusCode, data } = response
        // Headers from a function may log in meanwhile.
        if (statusCode === 401 && typeof headers === 'function' && !isRefused) return ask(request, throwIfClosed, true)
        return { answer: data, details: { statusCode, retryAfter: retryAfterOf(response) } }
      })
  }
  return { ask: (request, throwIfClosed) => ask(request, throwIfClosed, false) }
}

/** What the official SDK would hand to `getAuthorization`. */
function authorizationRequest({
  Method,
  Key: path,
  Query,
  Headers,
  credentialsRequest,
  Scope,
}: RequestForCredentials): AuthorizationRequest {
  const { Bucket, Region, Key, Prefix = Key, Actions } = credentialsRequest
  return {
    Bucket,
    Region,
    Method,
    Key,
    Pathname: `/${path}`,
    Query: Object.assign({}, Query),
    Headers: Object.assign({}, Headers),
    Scope: Scope || Actions.map((action) => ({ action, bucket: Bucket, region: Region, prefix: Prefix })),
  }
}

/** Functions of the app get copies: what they change is theirs. */
function copyOf(credentialsRequest: CredentialsRequest): CredentialsRequest {
  return Object.assign({}, credentialsRequest, { Actions: credentialsRequest.Actions.slice() })
}
