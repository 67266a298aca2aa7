import type { Core } from '../core'
import { check } from '../errors'
import { headersToSend, type PreparedRequest } from '../prepare'
import type { AuthorizationRequest, COSOptions, CredentialsRequest, CredentialsSource } from '../types'
import { formatQuery, withQuery } from '../url'
import { failed } from './failure'
import { observe } from './clock'

/** Asks for what one request needs; the answer is not checked yet. */
export type Ask = (prepared: PreparedRequest, core: Core) => unknown

type UrlSource = Extract<CredentialsSource, { url: string }>

/**
 * The way to ask for credentials that the options name.
 * @throws CosError `InvalidArgument` where they name none
 */
export function askOf(options: COSOptions): Ask {
  if ('getAuthorization' in options) {
    return (prepared) =>
      new Promise((resolve, reject) => {
        // Nothing awaits the official callback, yet people make it an async function: one that fails must not hang.
        const returned: unknown = options.getAuthorization(authorizationRequest(prepared), resolve)
        Promise.resolve(returned).catch(reject)
      })
  }
  const source = 'credentials' in options ? options.credentials : { url: '' }
  if ('getCredentials' in source) return ({ question }) => source.getCredentials(question)
  if ('signUrl' in source) {
    return (prepared) => {
      const { Url, Method, Key, Query, Expires } = prepared
      return source.signUrl({ Url, Method, Key, Query, Headers: headersToSend(prepared), Expires })
    }
  }
  if (source.url) return ({ question }, core) => askBackend(core, source, question)
  check('SecretId' in options, 'The options must hold credentials, getAuthorization, or SecretId and SecretKey', 'none')
  return () => undefined
}

/** What the official SDK would hand to `getAuthorization`. */
function authorizationRequest({ Method, Query, Headers, question }: PreparedRequest): AuthorizationRequest {
  const { Bucket, Region, Key, Prefix = Key, Actions } = question
  return {
    Bucket,
    Region,
    Method,
    Key,
    Pathname: '/' + Key,
    Query,
    Headers,
    Scope: Actions.map((action) => ({ action, bucket: Bucket, region: Region, prefix: Prefix })),
  }
}

async function askBackend(
  core: Core,
  { url, method = 'POST', headers }: UrlSource,
  question: CredentialsRequest,
): Promise<unknown> {
  const isPost = method === 'POST'
  const query = formatQuery(question)
  const attempt = async (refused: boolean) => {
    const own = typeof headers === 'function' ? await headers(refused) : headers
    const response = await core.send({
      url: isPost ? url : withQuery(url, query),
      method,
      header: Object.assign({ 'content-type': 'application/json' }, own),
      data: isPost ? JSON.stringify(question) : undefined,
      // Ours comes first, with a better name.
      timeout: core.patience + 1000,
    })
    observe(core, response.headers)
    return response
  }
  let { statusCode, body } = await attempt(false)
  if (statusCode === 401 && typeof headers === 'function') ({ statusCode, body } = await attempt(true))
  let answer: unknown = body
  try {
    answer = JSON.parse(String(body))
  } catch {
    // Told below: it is not what was asked for.
  }
  if (statusCode >= 200 && statusCode < 300 && Object(answer) === answer) return answer
  throw failed(`The backend answered ${statusCode}`, answer, statusCode, statusCode >= 500 || statusCode === 429)
}
