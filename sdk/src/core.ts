import type { FinishedSignature } from './credentials/answer'
import { ServerClock } from './credentials/clock'
import { permanentKey } from './credentials/permanent'
import { askOf } from './credentials/source'
import { askForUrl } from './credentials/signurl'
import { CredentialsStore, isHeld, type HeldCredentials } from './credentials/store'
import { invalidArgument } from './errors'
import { findPlatform, globalTimers, type Timers } from './platform/globals'
import { request, type HttpRequest, type HttpResponse } from './platform/request'
import type { Platform } from './platform/types'
import { prepare, type PreparedRequest, type SignParams } from './prepare'
import { sign, useFinished, type SigningKey } from './sign'
import type { COSOptions, PresignedRequest } from './types'

/** A signed request, and the credentials that signed it, so that COS's opinion of them can be acted upon. */
export interface Signed {
  request: PresignedRequest
  credentials?: HeldCredentials
}

/** Where signatures come from. */
interface Source {
  /** What can sign at once. */
  find(prepared: PreparedRequest): SigningKey | HeldCredentials | undefined
  /** What signs, or has signed, after somebody was asked. */
  obtain(prepared: PreparedRequest): Promise<HeldCredentials | FinishedSignature | PresignedRequest>
}

/** What every client is made of: options, the server's clock, a source of signatures, and a way to send. */
export class Core {
  readonly clock: ServerClock
  readonly timers: Timers
  /** For jitter: 0 to 1. */
  readonly random: () => number
  /** Milliseconds since the epoch, on the phone. */
  readonly now: () => number
  /** The temporary credentials held, where there are any. */
  readonly credentials: CredentialsStore | undefined
  /** Sends a request; a client with a queue puts its own in here. */
  send: (options: HttpRequest) => Promise<HttpResponse> = (options) => request(this.platform(), options)

  private readonly source: Source

  constructor(readonly options: COSOptions) {
    this.now = options.now ?? Date.now
    this.timers = options.timers ?? globalTimers
    this.random = options.random ?? Math.random
    this.clock = new ServerClock(this.now)
    this.credentials = this.makeStore()
    this.source = this.credentials ?? sourceWithoutStore(options, this.timers)
  }

  platform(): Platform {
    return findPlatform(this.options.wx)
  }

  /** Checks one request and fills in the defaults; throws `InvalidArgument`. */
  prepare(params: SignParams): PreparedRequest {
    return prepare(params, this.options)
  }

  /** Signs with what is at hand; `undefined` where somebody has to be asked first. */
  signNow(prepared: PreparedRequest): PresignedRequest | undefined {
    const key = this.source.find(prepared)
    return key && sign(prepared, key, this.clock.now())
  }

  /** Signs, and asks for what that needs. */
  async sign(prepared: PreparedRequest): Promise<Signed> {
    const found = this.source.find(prepared) ?? (await this.source.obtain(prepared))
    if ('Url' in found) return { request: found }
    if ('Authorization' in found) return { request: useFinished(prepared, found) }
    const signed = sign(prepared, found, this.clock.now())
    return isHeld(found) ? { request: signed, credentials: found } : { request: signed }
  }

  private makeStore(): CredentialsStore | undefined {
    const { clock, timers, now, random } = this
    const timeout = this.options.credentialsTimeout ?? 15_000
    const ask = askOf(this.options, {
      send: (options) => this.send(options),
      observe: (headers) => clock.observe(headers),
      timeout,
    })
    return ask && new CredentialsStore({ ask, clock, timers, timeout, now, random })
  }
}

function sourceWithoutStore(options: COSOptions, timers: Timers): Source {
  if ('SecretId' in options) {
    return permanentKey(options)
  }
  if ('credentials' in options && 'signUrl' in options.credentials) {
    const { signUrl } = options.credentials
    const timeout = options.credentialsTimeout ?? 15_000
    return { find: () => undefined, obtain: (prepared) => askForUrl(signUrl, prepared, timers, timeout) }
  }
  throw invalidArgument(
    'The options must hold credentials, getAuthorization, or SecretId and SecretKey',
    'none of them',
  )
}
