import { invalidArgument, toCosError } from './errors/cos-error'
import { warn, type Environment } from './platform/environment'
import type { Transport } from './credentials/sources'
import { AUTHORIZATION_PARAMS, officialAuthorization } from './request/authorization'
import { createContext, nextContext, type ClientContext } from './request/client-context'
import { resolveRequest, type RequestParams, type ResolvedRequest } from './request/resolve'
import { signNow, signWith } from './request/send-signed'
import { checkParams, refuseCallback } from './request/validate'
import type { COSOptions, CosCallback } from './types/client'
import type {
  GetAuthorizationParams,
  GetObjectUrlParams,
  PresignedRequest,
  PresignOutcome,
  PresignParams,
} from './types/signing'

/** The property of a client that leads to its context. Two entries on one page are two copies of this file. */
const CONTEXT = Symbol.for('cos-miniprogram/context')

/**
 * Gives a client its context, behind a function: proxies such as Vue's `reactive()` hand functions on as they are, and
 * would else put themselves between all that lies in an object.
 */
function setContext(client: Presigner, context: ClientContext): void {
  Object.defineProperty(client, CONTEXT, { value: () => context, configurable: true })
}

/**
 * What a client is made of, with the login of now.
 * @throws CosError `InvalidArgument` for what is no client: a method that was called without it
 */
export function contextOf(client: unknown): ClientContext {
  const context: unknown = Object(client)[CONTEXT]
  if (typeof context === 'function') return context() as ClientContext
  throw invalidArgument('Call it as a method of the client, such as cos.presign(…).')
}

/** The signing half, alone: what `cos-miniprogram/presign` exports. */
export class Presigner {
  /** @throws CosError `InvalidArgument` where the options name no source of credentials */
  constructor(options: COSOptions)
  /** @internal */
  constructor(options: COSOptions, createTransport: (environment: Environment) => Transport)
  constructor(options: COSOptions, createTransport?: (environment: Environment) => Transport) {
    checkParams('The client', options)
    setContext(this, createContext(Object.assign({}, options), createTransport))
  }

  /**
   * The call of the official SDK, with the official contract: returns a string at once, and calls back exactly once,
   * never before it has returned. The string is the signed URL where it can be computed synchronously (a permanent key,
   * or temporary credentials already held that are good for it), else the unsigned URL, with one console warning that
   * names `presign`. With `Sign: false` both are the plain URL and no credentials are asked for. Bad input: with a
   * callback it gets the error and the string is empty; without one it throws.
   */
  getObjectUrl(params: GetObjectUrlParams, callback?: CosCallback<{ Url: string }>): string {
    try {
      const context = contextOf(this)
      const request = resolveGiven(context, params)
      const isPlain = params.Sign === false
      const signed = isPlain ? request : signNow(context, request)
      if (!signed && !callback) warnOfUnsignedUrl()
      // Asked for without a callback, too: the credentials are there for the next call.
      callBack(callback, signed ? Promise.resolve(signed) : presign(context, params))
      return (signed || request).Url
    } catch (thrown) {
      if (!callback) throw thrown
      callBack(callback, Promise.reject(toCosError(thrown)))
      return ''
    }
  }

  /** Signs one request. Never resolves to something unsigned, expired, or longer-lived than its credentials. */
  presign(params: PresignParams): Promise<PresignedRequest> {
    return attempt(() => {
      refuseCallback(arguments)
      return presign(contextOf(this), params)
    })
  }

  /** Signs many, with at most one credentials request per scope; one failing item does not fail the others. */
  presignAll(list: readonly PresignParams[]): Promise<PresignOutcome[]> {
    return attempt(() => {
      refuseCallback(arguments)
      const context = contextOf(this)
      if (!Array.isArray(list)) throw invalidArgument('presignAll needs a list of parameters.')
      return Promise.all(list.map((params: PresignParams) => outcomeOf(context, params)))
    })
  }

  /** Forgets every credential held: for logging out. What is under way ends with what it has. */
  clearCredentials(): void {
    setContext(this, nextContext(contextOf(this)))
  }

  /**
   * The `Authorization` value for one request: for debugging, and for servers. Signs the headers given, no others.
   * @throws CosError `InvalidArgument`
   */
  static getAuthorization(params: GetAuthorizationParams): string {
    checkParams('getAuthorization', params, AUTHORIZATION_PARAMS)
    return officialAuthorization(params)
  }
}

function resolveGiven(context: ClientContext, params: RequestParams): ResolvedRequest {
  checkParams('This call', params)
  return resolveRequest(context, params)
}

/** No `async` function: with a key at hand nothing has to be waited for. */
function presign(context: ClientContext, params: RequestParams): Promise<PresignedRequest> {
  const request = resolveGiven(context, params)
  const signed = signNow(context, request)
  if (signed) return Promise.resolve(signed)
  return context.credentials.obtain(request).then((obtained) => signWith(context, request, obtained))
}

/** As `presign`, with a failure as a value. */
export function outcomeOf(context: ClientContext, params: PresignParams): Promise<PresignOutcome> {
  return attempt(() => presign(context, params)).then(
    (value): PresignOutcome => ({ status: 'fulfilled', value }),
    (thrown: unknown): PresignOutcome => ({ status: 'rejected', reason: toCosError(thrown) }),
  )
}

/** What is thrown at once rejects the promise, too. */
export function attempt<Result>(start: () => Promise<Result>): Promise<Result> {
  try {
    return start()
  } catch (thrown) {
    return Promise.reject(toCosError(thrown))
  }
}

/** Never before the caller's own code has gone on; a callback that throws is not called again. */
function callBack(callback: CosCallback<{ Url: string }> | undefined, outcome: Promise<{ Url: string }>): void {
  void outcome.then(
    ({ Url }) => callback && callback(null, { Url }),
    (thrown: unknown) => callback && callback(toCosError(thrown), undefined),
  )
}

let hasWarned = false

function warnOfUnsignedUrl(): void {
  if (!hasWarned) warn('this URL is unsigned, since there are no credentials yet: use presign, or a callback')
  hasWarned = true
}
