import { CosError } from '../errors'
import type { HttpRequest, HttpResponse } from '../platform/request'
import { authorizationRequest, type PreparedRequest } from '../prepare'
import type { COSOptions, CredentialsRequest, CredentialsSource } from '../types'
import { saidIn } from './answer'

/** What a source is handed by the client. */
export interface SourceContext {
  send(request: HttpRequest): Promise<HttpResponse>
  /** Told of each answer's headers. */
  observe(headers: Readonly<Record<string, string>>): void
  timeout: number
}

/** Asks for what one request needs; the answer is not checked yet. */
export type Ask = (prepared: PreparedRequest) => Promise<unknown>

type UrlSource = Extract<CredentialsSource, { url: string }>

/** The way to ask for credentials that the options name; `undefined` where they name none. */
export function askOf(options: COSOptions, context: SourceContext): Ask | undefined {
  if ('getAuthorization' in options) return askByCallback(options.getAuthorization)
  if (!('credentials' in options)) return undefined
  const source = options.credentials
  if ('url' in source) return ({ credentials }) => askUrl(source, credentials, context)
  if ('getCredentials' in source) return ({ credentials }) => source.getCredentials(credentials)
  return undefined
}

type Callback = Extract<COSOptions, { getAuthorization: unknown }>['getAuthorization']

function askByCallback(getAuthorization: Callback): Ask {
  return (prepared) => new Promise((resolve) => getAuthorization(authorizationRequest(prepared), resolve))
}

async function askUrl(source: UrlSource, request: CredentialsRequest, context: SourceContext): Promise<unknown> {
  const first = await sendOnce(source, request, context, false)
  const renewable = first.statusCode === 401 && typeof source.headers === 'function'
  return readBody(renewable ? await sendOnce(source, request, context, true) : first)
}

async function sendOnce(
  source: UrlSource,
  request: CredentialsRequest,
  context: SourceContext,
  refused: boolean,
): Promise<HttpResponse> {
  const headers = typeof source.headers === 'function' ? await source.headers(refused) : source.headers
  const response = await context.send({
    ...encodeRequest(source, request),
    header: { 'content-type': 'application/json', ...headers },
    timeout: context.timeout,
  })
  context.observe(response.headers)
  return response
}

function encodeRequest(
  { url, method = 'POST' }: UrlSource,
  request: CredentialsRequest,
): Pick<HttpRequest, 'url' | 'method' | 'data'> {
  if (method === 'POST') return { url, method, data: JSON.stringify(request) }
  const query = Object.entries(request).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return { url: `${url}${url.includes('?') ? '&' : '?'}${query.join('&')}`, method }
}

function readBody({ statusCode, headers, body }: HttpResponse): unknown {
  const answer = parse(body)
  if (statusCode >= 200 && statusCode < 300 && typeof answer === 'object' && answer !== null) return answer
  const said = saidIn(answer)
  const kind = (headers['content-type'] ?? '').split(';')[0]
  throw new CosError('CredentialsFailed', `The backend answered ${statusCode}${said ? `: ${said}` : ''}`, {
    statusCode,
    retryable: statusCode >= 500 || statusCode === 429,
    hint:
      statusCode === 401
        ? 'Log in again: the backend does not accept the session.'
        : statusCode < 300
          ? `The backend has to answer JSON, not ${kind || 'this'}: check the url.`
          : 'See what the backend says.',
  })
}

function parse(body: string | ArrayBuffer): unknown {
  if (typeof body !== 'string') return ''
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
