import { invalid } from './credentials/answer'
import { serverClock, type ServerClock } from './credentials/clock'
import { askInTime } from './credentials/intime'
import { permanentKey } from './credentials/permanent'
import { askForUrl } from './credentials/signurl'
import { askOf } from './credentials/source'
import { credentialsStore, isHeld, type CredentialsStore, type HeldCredentials } from './credentials/store'
import { invalidArgument } from './errors'
import { findPlatform, globalTimers, type Timers } from './platform/globals'
import { request, type HttpRequest, type HttpResponse } from './platform/request'
import type { Platform } from './platform/types'
import { preparer, type Prepare, type PreparedRequest } from './prepare'
import { sign, type SigningKey } from './sign'
import type { COSOptions, PresignedRequest } from './types'

/** A signed request, and the credentials that signed it, so that COS's opinion of them can be acted upon. */
export interface Signed {
  request: PresignedRequest
  credentials?: HeldCredentials
}

/** What every client is made of: options, the server's clock, a source of signatures, and a way to send. */
export interface Core {
  readonly options: COSOptions
  readonly clock: ServerClock
  readonly timers: Timers
  /** For jitter: 0 to 1. */
  readonly random: () => number
  /** Milliseconds since the epoch, on the phone. */
  readonly now: () => number
  /** The temporary credentials held, where the source gives any. */
  readonly credentials: CredentialsStore | undefined
  /** Sends a request; a client with a queue puts its own in here. */
  send: (options: HttpRequest) => Promise<HttpResponse>
  platform(): Platform
  /** Checks one request and fills in the defaults; throws `InvalidArgument`. */
  prepare: Prepare
  /** Signs with what is at hand; `undefined` where somebody has to be asked first. */
  signNow(prepared: PreparedRequest): PresignedRequest | undefined
  /** Signs, and asks for what that needs. */
  sign(prepared: PreparedRequest): Promise<Signed>
}

/** Where signatures come from: what can sign at once, and what signs, or has signed, after somebody was asked. */
interface Source {
  find(prepared: PreparedRequest): SigningKey | undefined
  obtain(prepared: PreparedRequest): Promise<SigningKey | PresignedRequest>
}

/** @throws CosError `InvalidArgument` where the options name no source of credentials */
export function createCore(options: COSOptions): Core {
  const { now = Date.now, timers = globalTimers, random = Math.random, credentialsTimeout: timeout = 15_000 } = options
  const clock = serverClock(now)
  const platform = () => findPlatform(options.wx)
  const ask = askOf(options, async (question) => {
    const response = await core.send(Object.assign(question, { timeout }))
    clock.observe(response.headers)
    return response
  })
  const credentials = ask && credentialsStore({ ask, clock, timers, timeout, now, random })
  const source = credentials || sourceWithoutStore(options, timers, timeout)

  const core: Core = {
    options,
    clock,
    timers,
    random,
    now,
    credentials,
    platform,
    send: (question) => request(platform(), question),
    prepare: preparer(options),
    signNow(prepared) {
      const key = source.find(prepared)
      return key && sign(prepared, key, clock.now())
    },
    async sign(prepared) {
      const key = source.find(prepared) || (await source.obtain(prepared))
      if ('Url' in key) return { request: inTime(key, clock) }
      return { request: sign(prepared, key, clock.now()), credentials: isHeld(key) ? key : undefined }
    },
  }
  return core
}

/** What somebody else has signed, unless that is known to be over. */
function inTime(request: PresignedRequest, clock: ServerClock): PresignedRequest {
  if (clock.isKnown() && request.ExpiredTime <= clock.now()) throw invalid('the signature is over')
  return request
}

function sourceWithoutStore(options: COSOptions, timers: Timers, timeout: number): Source {
  if ('SecretId' in options) {
    const key = permanentKey(options)
    return { find: () => key, obtain: async () => key }
  }
  if ('credentials' in options && 'signUrl' in options.credentials) {
    const { signUrl } = options.credentials
    return {
      find: () => undefined,
      obtain: (prepared) => askInTime(() => askForUrl(signUrl, prepared), timers, timeout),
    }
  }
  throw invalidArgument(
    'The options must hold credentials, getAuthorization, or SecretId and SecretKey',
    'none of them',
  )
}
