import type { Core } from '../core'
import { check } from '../errors'
import { headersToSend, type PreparedRequest } from '../prepare'
import { formatQuery, withQuery } from '../url'
import type { AuthorizationRequest, COSOptions, CredentialsSource } from '../types'
import { observe } from './clock'

/** Whatever credentials come from. */
export type Source = Partial<
  Extract<CredentialsSource, { url: string }> &
    Extract<CredentialsSource, { getCredentials: unknown }> &
    Extract<CredentialsSource, { signUrl: unknown }> &
    Extract<COSOptions, { getAuthorization: unknown }> &
    Extract<COSOptions, { SecretId: string }>
>

/**
 * The source that the options name.
 * @throws CosError `InvalidArgument` where they name none
 */
export function sourceOf(options: Source & { credentials?: Source }): Source {
  const { credentials: source = options } = options
  check(
    source.url || source.getCredentials || source.signUrl || source.getAuthorization || 'SecretId' in source,
    'The options must hold credentials, getAuthorization, or SecretId and SecretKey',
    'none',
  )
  return source
}

/** Asks for what one request needs. `resolve` takes the answer, which is not checked yet; the promise is for failures. */
export async function ask(
  core: Core,
  prepared: PreparedRequest,
  resolve: (answer: unknown) => void,
  refused = false,
): Promise<void> {
  const { source } = core
  const { url = '', method = 'POST', headers, getAuthorization } = source
  const { Url, Method, Key, Query, Expires, question } = prepared
  if (source.getCredentials) return resolve(await source.getCredentials(question))
  if (source.signUrl) {
    return resolve(await source.signUrl({ Url, Method, Key, Query, Headers: headersToSend(prepared), Expires }))
  }
  // Nothing awaits the official callback, yet people make it an async function: one that fails must not hang.
  if (getAuthorization) return getAuthorization(authorizationRequest(prepared), resolve)
  const isPost = method === 'POST'
  const isFunction = typeof headers === 'function'
  const response = await core.send({
    url: isPost ? url : withQuery(url, formatQuery(question)),
    method,
    header: isFunction ? await headers(refused) : headers,
    data: isPost ? JSON.stringify(question) : undefined,
    // Ours comes first, with a better name.
    timeout: patienceOf(core) + 1000,
  })
  const { statusCode, data } = response
  observe(core, response.headers)
  if (statusCode === 401 && isFunction && !refused) return ask(core, prepared, resolve, true)
  resolve({ statusCode, data: fromJson(data) })
}

/** Milliseconds that asking for credentials may take. */
export function patienceOf({ options }: Core): number {
  return options.credentialsTimeout || 15_000
}

/** Platforms read JSON on their own, or do not. */
function fromJson(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
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
