import { invalidArgument } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { retryAfterOf, type HttpRequest, type HttpResponse } from '../platform/http'
import { formatQuery, withQuery } from '../signature/encoding'
import { headersToSend } from '../signature/presigned-url'
import type { COSOptions } from '../types/client'
import type { AuthorizationRequest, CredentialsRequest, CredentialsSource } from '../types/credentials'
import type { AnswerDetails } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'

/** Sends a request; a client with a queue brings its own. */
export type Transport = (request: HttpRequest) => Promise<HttpResponse>

/** What was answered, which is not checked yet. */
export interface SourceAnswer extends AnswerDetails {
  answer: unknown
}

/** Where credentials come from, whatever kind of source that is. */
export interface Source {
  /** Every answer is a finished signature, for one request only. */
  readonly signsItself: boolean
  /** Asks for what one request needs. Rejects with whatever the source throws. */
  ask(request: RequestForCredentials, session: SourceSession): Promise<SourceAnswer>
}

/** What a source needs to know of the client. */
export interface SourceSession {
  readonly transport: Transport
  /** Milliseconds that the source may take. */
  readonly timeoutMs: number
  /**
   * After logging out, the source would answer for somebody else.
   * @throws CosError
   */
  throwIfClosed(): void
}

type UrlSource = Extract<CredentialsSource, { url: string }>
type FunctionSource = Extract<CredentialsSource, { getCredentials: unknown }>
type SigningSource = Extract<CredentialsSource, { signUrl: unknown }>
type OfficialOptions = Extract<COSOptions, { getAuthorization: unknown }>

const SHAPES =
  'credentials must be { url }, { getCredentials } or { signUrl }; else give getAuthorization, or SecretId and SecretKey.'

/**
 * The source that the options name; `undefined` where they hold a permanent key, or fixed credentials.
 * @throws CosError `InvalidArgument` where they name none
 */
export function sourceOf(options: COSOptions): Source | undefined {
  const given = asRecord(options)
  if (given.credentials !== undefined) return sourceOfCredentials(given.credentials)
  if (typeof given.getAuthorization === 'function') return officialSource(options as OfficialOptions)
  if (given.SecretId || given.SecretKey) return undefined
  throw invalidArgument(`The client needs a source of credentials: ${SHAPES}`)
}

function sourceOfCredentials(credentials: unknown): Source {
  const { url, getCredentials, signUrl } = asRecord(credentials)
  if (typeof url === 'string' && url) return urlSource(credentials as UrlSource)
  if (typeof getCredentials === 'function') return functionSource(credentials as FunctionSource)
  if (typeof signUrl === 'function') return signingSource(credentials as SigningSource)
  const came = typeof credentials === 'object' ? 'that' : `a ${typeof credentials}`
  throw invalidArgument(`The source of credentials cannot be ${came}: ${SHAPES}`)
}

function functionSource({ getCredentials }: FunctionSource): Source {
  return {
    signsItself: false,
    ask: async ({ credentialsRequest }) => ({ answer: await getCredentials(copyOf(credentialsRequest)) }),
  }
}

function signingSource({ signUrl }: SigningSource): Source {
  return {
    signsItself: true,
    ask: async (request) => {
      const { Url, Method, Key, Query, Expires } = request
      const Headers = headersToSend(request)
      return { answer: await signUrl({ Url, Method, Key, Query: Object.assign({}, Query), Headers, Expires }) }
    },
  }
}

/** Nothing awaits the official callback, yet people make it an async function: one that fails must not hang. */
function officialSource({ getAuthorization }: OfficialOptions): Source {
  return {
    signsItself: false,
    ask: (request) =>
      new Promise((resolve, reject) => {
        const result: unknown = getAuthorization(authorizationRequest(request), (answer) => resolve({ answer }))
        Promise.resolve(result).catch(reject)
      }),
  }
}

function urlSource(source: UrlSource): Source {
  return {
    signsItself: false,
    ask: async ({ credentialsRequest }, session) => {
      const response = await askUrl(source, credentialsRequest, session, false)
      return { answer: response.data, statusCode: response.statusCode, retryAfter: retryAfterOf(response) }
    },
  }
}

/** Asks once more after a 401, where the headers come from a function: it may log in meanwhile. */
async function askUrl(
  source: UrlSource,
  credentialsRequest: CredentialsRequest,
  session: SourceSession,
  isRefused: boolean,
): Promise<HttpResponse> {
  const { headers } = source
  const header = typeof headers === 'function' ? await headers(isRefused) : headers
  session.throwIfClosed()
  const response = await session.transport(urlRequest(source, credentialsRequest, header, session.timeoutMs))
  const mayLogIn = typeof headers === 'function' && !isRefused
  if (response.statusCode !== 401 || !mayLogIn) return response
  session.throwIfClosed()
  return askUrl(source, credentialsRequest, session, true)
}

function urlRequest(
  { url, method = 'POST', body }: UrlSource,
  credentialsRequest: CredentialsRequest,
  header: Record<string, string> | undefined,
  timeout: number,
): HttpRequest {
  const asked = body ? body(copyOf(credentialsRequest)) : credentialsRequest
  const isPost = method === 'POST'
  return {
    url: isPost ? url : withQuery(url, formatQuery(asRecord(asked))),
    method,
    header: Object.assign({}, header),
    data: isPost ? JSON.stringify(asked) : undefined,
    timeout,
  }
}

/** What the official SDK would hand to `getAuthorization`. */
function authorizationRequest(request: RequestForCredentials): AuthorizationRequest {
  const { Bucket, Region, Key, Prefix = Key, Actions } = request.credentialsRequest
  return {
    Bucket,
    Region,
    Method: request.Method,
    Key,
    Pathname: `/${Key}`,
    Query: Object.assign({}, request.Query),
    Headers: Object.assign({}, request.Headers),
    Scope: Actions.map((action) => ({ action, bucket: Bucket, region: Region, prefix: Prefix })),
  }
}

/** Functions of the app get copies: what they change is theirs. */
function copyOf(credentialsRequest: CredentialsRequest): CredentialsRequest {
  return Object.assign({}, credentialsRequest, { Actions: credentialsRequest.Actions.slice() })
}
