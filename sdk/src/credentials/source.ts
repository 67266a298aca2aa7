import { CosError } from '../errors'
import type { HttpRequest, HttpResponse } from '../platform/request'
import { authorizationRequest, type PreparedRequest } from '../prepare'
import type { COSOptions, CredentialsRequest, CredentialsSource } from '../types'
import { formatQuery } from '../url'
import { saidIn } from './answer'

/** Asks for what one request needs; the answer is not checked yet. */
export type Ask = (prepared: PreparedRequest) => Promise<unknown>

/** Sends a request, and learns the time from the answer. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>

type UrlSource = Extract<CredentialsSource, { url: string }>

/** The way to ask for credentials that the options name; `undefined` where they name none. */
export function askOf(options: COSOptions, send: Send): Ask | undefined {
  if ('getAuthorization' in options) {
    return (prepared) =>
      new Promise((resolve, reject) => {
        // Nothing awaits the official callback, yet people make it an async function: one that fails must not hang.
        const returned: unknown = options.getAuthorization(authorizationRequest(prepared), resolve)
        Promise.resolve(returned).catch(reject)
      })
  }
  if (!('credentials' in options)) return undefined
  const source = options.credentials
  if ('getCredentials' in source) return ({ credentials }) => source.getCredentials(credentials)
  return 'url' in source ? ({ credentials }) => askUrl(source, credentials, send) : undefined
}

async function askUrl(
  { url, method = 'POST', headers }: UrlSource,
  request: CredentialsRequest,
  send: Send,
): Promise<unknown> {
  const question: HttpRequest = { url, method }
  if (method === 'POST') question.data = JSON.stringify(request)
  else {
    const query = formatQuery(Object.entries(request).map(([name, value]) => [name, String(value)]))
    question.url += url.includes('?') ? query.replace('?', '&') : query
  }
  const attempt = async (refused: boolean) => {
    const own = typeof headers === 'function' ? await headers(refused) : headers
    return send(Object.assign({ header: Object.assign({ 'content-type': 'application/json' }, own) }, question))
  }
  const first = await attempt(false)
  return readBody(first.statusCode === 401 && typeof headers === 'function' ? await attempt(true) : first)
}

function readBody({ statusCode, body }: HttpResponse): unknown {
  let answer: unknown = body
  try {
    answer = JSON.parse(typeof body === 'string' ? body : '')
  } catch {
    // Told below: it is not what was asked for.
  }
  const isSuccess = statusCode >= 200 && statusCode < 300
  if (isSuccess && typeof answer === 'object' && answer) return answer
  throw new CosError('CredentialsFailed', `The backend answered ${statusCode}: ${saidIn(answer)}`, {
    statusCode,
    retryable: statusCode >= 500 || statusCode === 429,
    hint:
      statusCode === 401
        ? 'Log in again: the backend does not accept the session.'
        : isSuccess
          ? 'The url has to answer with a JSON object.'
          : 'See what the backend says.',
  })
}
