import { CosError, isCosError } from '../errors/cos-error'
import type { Environment } from '../platform/environment'
import type { SigningKey } from '../signature/signing-key'
import { createCredentialsCache, isCached, type CachedCredentials, type ObtainedCredentials } from './cache'
import { createCircuitBreaker } from './circuit-breaker'
import { credentialsInvalid, isOutage, sourceFailed } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'
import { withRequiredActionsOnly } from './required-actions'
import { describeRequest, parseCredentials, START_TOLERANCE } from './parse-credentials'
import { bucketKey, matchesScope, scopeKey } from './scope'
import type { ServerClock } from './server-clock'
import { createSingleFlight, type SingleFlight } from './single-flight'
import type { Source, SourceAnswer } from './sources'

/** What a provider is made with. */
export interface ProviderOptions {
  readonly environment: Environment
  readonly clock: ServerClock
  readonly source: Source
  /** Milliseconds that the source may take. */
  readonly timeoutMs: number
}

/** Provides the credentials of one login: from its cache, or from the source, with one request for many. */
export interface CredentialsProvider {
  /** What is at hand and good for a request, for long enough; where it nears its end, others are fetched meanwhile. */
  lookUp(request: RequestForCredentials): SigningKey | undefined
  /**
   * What is at hand, or the outcome of a request that is under way, or of a new one.
   * @param isBackground - nobody waits for it: its failure must not keep others from asking
   * @throws CosError
   */
  obtain(request: RequestForCredentials, isBackground?: boolean): Promise<ObtainedCredentials>
  /** COS does not accept a key any more. @returns whether another one may be accepted */
  invalidate(rejected: ObtainedCredentials): boolean
  /**
   * COS has refused a key to one object. Where nothing said what the key is for, keys are asked for object by object
   * from now on.
   * @returns whether another key may be accepted
   */
  narrow(refused: ObtainedCredentials): boolean
  /** The person has logged out: what is under way ends with what it has, and nothing new is asked for. */
  close(): void
}

/** Milliseconds until a failed attempt to fetch credentials ahead of time is made again. */
const REFRESH_PAUSE_MS = 30_000

export function createCredentialsProvider({
  environment,
  clock,
  source,
  timeoutMs,
}: ProviderOptions): CredentialsProvider {
  const cache = createCredentialsCache()
  const flights = new Map<string, SingleFlight>()
  /** Buckets whose unscoped credentials have turned out to be good for single keys only. */
  const singleKeyBuckets = new Set<string>()
  let refreshedAt = -Infinity
  /** The backend grants what uploads in parts cannot do without, and not all that helps them. */
  let grantsRequiredOnly = false
  let isClosed = false

  function throwIfClosed(): void {
    if (isClosed) {
      throw new CosError('CredentialsFailed', 'The credentials were cleared meanwhile', {
        hint: 'Start it again, with the login of now.',
      })
    }
  }

  function flightOf(key: string): SingleFlight {
    const known = flights.get(key)
    if (known) return known
    const flight = createSingleFlight(createCircuitBreaker(environment), fetch, (entry, request) =>
      isUsable(entry, request, clock.now()),
    )
    flights.set(key, flight)
    return flight
  }

  function fetch(request: RequestForCredentials): Promise<ObtainedCredentials> {
    return fetchAsAsked(request).catch((thrown: unknown) => {
      const required = withRequiredActionsOnly(request)
      if (!required || !isRefusal(thrown)) throw thrown
      return fetchAsAsked(required).then((obtained) => {
        grantsRequiredOnly = true
        return obtained
      })
    })
  }

  /** The request as this backend grants it. */
  function grantable(request: RequestForCredentials): RequestForCredentials {
    return (grantsRequiredOnly && withRequiredActionsOnly(request)) || request
  }

  function fetchAsAsked(request: RequestForCredentials): Promise<ObtainedCredentials> {
    return ask(request).then(({ answer, details }) => {
      const isUnscopedSingle = singleKeyBuckets.has(bucketKey(request.credentialsRequest))
      const obtained = parseCredentials(answer, { request, clock, isUnscopedSingle }, details)
      if (!isCached(obtained)) return obtained
      if (cache.isRejected(obtained.token)) throw credentialsInvalid('COS has refused these credentials twice.')
      cache.add(obtained)
      return obtained
    })
  }

  function ask(request: RequestForCredentials): Promise<SourceAnswer> {
    const { timers } = environment
    return new Promise<SourceAnswer>((resolve, reject) => {
      const timer = timers.setTimeout(() => reject(timedOut()), timeoutMs)
      const asked = new Promise<SourceAnswer>((settle) => {
        throwIfClosed()
        settle(source.ask(request, throwIfClosed))
      })
      void asked
        .then(resolve, (thrown: unknown) => reject(sourceFailed(thrown, describeRequest(request))))
        .then(() => timers.clearTimeout(timer))
    })
  }

  /** Those at hand still serve while, and where, this fails. */
  function refresh(request: RequestForCredentials): void {
    const now = environment.now()
    if (isClosed || Math.abs(now - refreshedAt) < REFRESH_PAUSE_MS) return
    refreshedAt = now
    flightOf(scopeKey(request.credentialsRequest))(request).catch(() => {})
  }

  const provider: CredentialsProvider = {
    lookUp(asked) {
      const now = clock.now()
      if (source.key) return source.key.ExpiredTime > now ? source.key : undefined
      const request = grantable(asked)
      const cached = cache.find((entry) => isUsable(entry, request, now))
      if (cached && isNearEnd(cached, request, now)) refresh(request)
      return cached
    },
    // No `async` function: thousands may wait for the first credentials of a page.
    obtain(asked, isBackground) {
      const request = grantable(asked)
      const cached = provider.lookUp(request)
      if (cached) return Promise.resolve(cached)
      if (source.key) return Promise.reject(expired())
      if (source.signsItself) return fetchAsAsked(request)
      return flightOf(scopeKey(request.credentialsRequest) + (isBackground ? ' background' : ''))(request)
    },
    invalidate(rejected) {
      if (!isCached(rejected)) return false
      cache.invalidate(rejected)
      return true
    },
    narrow(refused) {
      if (!isCached(refused) || refused.actions) return false
      singleKeyBuckets.add(refused.bucket)
      cache.removeAll(({ bucket, actions }) => bucket === refused.bucket && !actions)
      return true
    },
    close() {
      isClosed = true
    },
  }
  return provider
}

/** The backend does not give what was asked for, though it works, and knows who asks. */
function isRefusal(thrown: unknown): boolean {
  return isCosError(thrown) && thrown.code === 'CredentialsFailed' && thrown.statusCode !== 401 && !isOutage(thrown)
}

function expired(): CosError {
  return new CosError('CredentialsExpired', 'The key in the options has ended', {
    hint: 'Use credentials or getAuthorization: these can be asked again.',
  })
}

function timedOut(): CosError {
  return new CosError('CredentialsTimeout', 'The backend gave no credentials in time', {
    hint: 'Try again, or raise credentialsTimeout.',
    retryable: true,
  })
}

/** Seconds that a key must have left for a request: half of the URL's life, or of what it had when it came. */
function neededLife({ life, leftAtFirst }: CachedCredentials, { Expires }: RequestForCredentials): number {
  const half = Math.min(Expires, life) / 2
  // Had it less when it came, as a backend keeps keys, the backend would be asked at every call.
  return leftAtFirst < half ? leftAtFirst / 2 : half
}

function isUsable(entry: CachedCredentials, request: RequestForCredentials, now: number): boolean {
  return (
    entry.ExpiredTime - now >= Math.max(neededLife(entry, request), 1) &&
    // Else the phone's clock was set meanwhile: it says that the key has not begun.
    (entry.StartTime || 0) <= now + START_TOLERANCE &&
    matchesScope(entry, request.credentialsRequest)
  )
}

function isNearEnd(entry: CachedCredentials, request: RequestForCredentials, now: number): boolean {
  const left = entry.ExpiredTime - now
  return left < neededLife(entry, request) * 1.25 && left < entry.leftAtFirst * 0.75
}
