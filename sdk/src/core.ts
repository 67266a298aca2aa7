import { permanentKey } from './credentials/permanent'
import { sourceOf, type Source } from './credentials/source'
import { emptyStore, find, type Obtained, type Store } from './credentials/store'
import { serverTime } from './credentials/clock'
import { platformOf, globalTimers, type Timers } from './platform/globals'
import { request, type HttpRequest, type HttpResponse } from './platform/request'
import type { PreparedRequest } from './prepare'
import { sign, type SigningKey } from './sign'
import type { COSOptions, PresignedRequest } from './types'
import type { Address } from './url'

/** What every client is made of. Its functions stand where their subject is. */
export interface Core {
  readonly options: COSOptions
  readonly timers: Timers
  /** Milliseconds since the epoch, on the phone. */
  readonly now: () => number
  /** For jitter: 0 to 1. */
  readonly random: () => number
  /** Sends a request; a client with a queue puts its own in here. */
  send: (options: HttpRequest) => Promise<HttpResponse>

  /** Milliseconds that the server is ahead of the phone. */
  ahead: number
  /** Whether a server has told the time. */
  isTimeKnown: boolean

  readonly permanent: SigningKey | undefined
  readonly source: Source
  store: Store

  /** Where buckets answer, by all that names them. */
  readonly addresses: Record<string, Address>
  /** Whether a warning has been given. */
  warned?: boolean
}

/** @throws CosError `InvalidArgument` where the options name no source of credentials */
export function createCore(options: COSOptions): Core {
  const { now = Date.now, timers = globalTimers, random = Math.random } = options
  return {
    options,
    timers,
    now,
    random,
    send: (question) => request(platformOf(options), question),
    ahead: 0,
    isTimeKnown: false,
    permanent: permanentKey(options, now),
    source: sourceOf(options),
    store: emptyStore(),
    addresses: {},
  }
}

/** Signs with what is at hand; `undefined` where somebody has to be asked first. */
export function signNow(core: Core, prepared: PreparedRequest): PresignedRequest | undefined {
  const key = find(core, prepared)
  return key && signWith(core, prepared, key)
}

/** Signs with what was obtained, unless that is signed already. */
export function signWith(core: Core, prepared: PreparedRequest, obtained: Obtained): PresignedRequest {
  return 'Url' in obtained ? obtained : sign(prepared, obtained, serverTime(core))
}
