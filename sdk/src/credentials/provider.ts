import { CosError } from '../errors/cos-error'
import type { Environment } from '../platform/environment'
import type { SigningKey } from '../signature/signing-key'
import type { CredentialsRequest } from '../types/credentials'
import { CredentialsCache, isCached, type CachedCredentials, type ObtainedCredentials } from './cache'
import { CircuitBreaker } from './circuit-breaker'
import { credentialsInvalid, sourceFailed } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'
import { describeRequest, parseCredentials, START_TOLERANCE } from './parse-credentials'
import { matchesScope, scopeKey } from './scope'
import type { ServerClock } from './server-clock'
import { SingleFlight } from './single-flight'
import type { Source, Transport } from './sources'

/** What a provider is made with. */
export interface ProviderOptions {
  readonly environment: Environment
  readonly clock: ServerClock
  readonly source: Source | undefined
  /** A permanent key, or one that was handed in with its end. */
  readonly fixedKey: SigningKey | undefined
  readonly transport: Transport
  /** Milliseconds that the source may take. */
  readonly timeoutMs: number
}

/** Lends the credentials of one login: from its cache, or from the source, with one request for many. */
export class CredentialsProvider {
  private readonly cache = new CredentialsCache()
  private readonly flights = new Map<string, SingleFlight>()
  /** Buckets whose unscoped credentials have turned out to be good for single keys only. */
  private readonly singleKeyBuckets = new Set<string>()
  private readonly refreshBreaker: CircuitBreaker
  private isRefreshing = false
  private isClosed = false

  constructor(private readonly options: ProviderOptions) {
    this.refreshBreaker = new CircuitBreaker(options.environment)
  }

  /** What is at hand and good for a request, for long enough; where it nears its end, others are fetched meanwhile. */
  lookUp(request: RequestForCredentials): SigningKey | undefined {
    const { clock, fixedKey } = this.options
    if (fixedKey) return fixedKey
    const now = clock.now()
    const cached = this.cache.find((entry) => isUsable(entry, request, now))
    if (cached && isNearEnd(cached, request, now)) this.refresh(request)
    return cached
  }

  /**
   * What is at hand, or the outcome of a request that is under way, or of a new one.
   * @param isBackground - nobody waits for it: its failure must not keep others from asking
   */
  async obtain(request: RequestForCredentials, isBackground = false): Promise<ObtainedCredentials> {
    const cached = this.lookUp(request)
    if (cached) return cached
    const { source } = this.options
    if (source && source.signsItself) return this.fetch(request, source)
    const key = scopeKey(request.credentialsRequest) + (isBackground ? ',background' : '')
    return this.flightOf(key).obtain(request)
  }

  /** COS does not accept a key any more. @returns whether another one may be accepted */
  invalidate(rejected: ObtainedCredentials): boolean {
    if (!isCached(rejected)) return false
    this.cache.invalidate(rejected)
    return true
  }

  /**
   * COS has refused a key to one object. Where nothing said what the key is for, keys are asked for object by object
   * from now on.
   * @returns whether another key may be accepted
   */
  narrow(refused: ObtainedCredentials): boolean {
    if (!isCached(refused) || refused.actions) return false
    this.singleKeyBuckets.add(bucketKey(refused))
    this.cache.removeUnscoped(refused.Bucket, refused.Region)
    return true
  }

  /** One of the same kind, that holds nothing. */
  forNextLogin(): CredentialsProvider {
    return new CredentialsProvider(this.options)
  }

  /** The person has logged out: what is under way ends with what it has, and nothing new is asked for. */
  close(): void {
    this.isClosed = true
  }

  private flightOf(key: string): SingleFlight {
    const known = this.flights.get(key)
    if (known) return known
    const { environment, clock } = this.options
    const flight = new SingleFlight({
      breaker: new CircuitBreaker(environment),
      fetch: (request) => this.fetch(request),
      accepts: (entry, request) => isUsable(entry, request, clock.now()),
    })
    this.flights.set(key, flight)
    return flight
  }

  /** Those at hand still serve while, and where, this fails. */
  private refresh(request: RequestForCredentials): void {
    if (this.isRefreshing || this.isClosed || this.refreshBreaker.openFailure()) return
    this.isRefreshing = true
    void this.flightOf(scopeKey(request.credentialsRequest))
      .obtain(request)
      .then(
        () => this.refreshBreaker.reset(),
        (failure: CosError) => this.refreshBreaker.trip(failure),
      )
      .then(() => {
        this.isRefreshing = false
      })
  }

  private async fetch(request: RequestForCredentials, source = this.options.source): Promise<ObtainedCredentials> {
    if (!source)
      throw new CosError('CredentialsExpired', 'The key that was handed in has ended', { hint: EXPIRED_HINT })
    this.throwIfClosed()
    const { answer, ...details } = await this.ask(request, source)
    const { clock } = this.options
    const isUnscopedSingle = this.singleKeyBuckets.has(bucketKey(request.credentialsRequest))
    const obtained = parseCredentials(answer, { request, clock, isUnscopedSingle }, details)
    if (!isCached(obtained)) return obtained
    if (this.cache.isRejected(obtained.token)) {
      throw credentialsInvalid('The backend hands out credentials that COS has refused twice.')
    }
    this.cache.add(obtained)
    return obtained
  }

  private ask(request: RequestForCredentials, source: Source): ReturnType<Source['ask']> {
    const { environment, timeoutMs, transport } = this.options
    const { timers } = environment
    return new Promise((resolve, reject) => {
      const timer = timers.setTimeout(() => reject(timedOut(timeoutMs)), timeoutMs)
      // Ours comes first, with a better name.
      const session = { transport, timeoutMs: timeoutMs + 1000, throwIfClosed: () => this.throwIfClosed() }
      const asked = new Promise<Awaited<ReturnType<Source['ask']>>>((settle) => settle(source.ask(request, session)))
      void asked
        .then(resolve, (thrown: unknown) => reject(sourceFailed(thrown, describeRequest(request))))
        .then(() => timers.clearTimeout(timer))
    })
  }

  private throwIfClosed(): void {
    if (!this.isClosed) return
    throw new CosError('CredentialsFailed', 'The credentials were cleared meanwhile', {
      hint: 'Start it again, with the login of now.',
    })
  }
}

const EXPIRED_HINT = 'Use credentials or getAuthorization: only a source can give a new key.'

function timedOut(timeoutMs: number): CosError {
  return new CosError('CredentialsTimeout', `The backend gave no credentials within ${timeoutMs / 1000} s`, {
    hint: 'Try again, or raise credentialsTimeout.',
    retryable: true,
  })
}

function bucketKey({ Bucket, Region }: Pick<CredentialsRequest, 'Bucket' | 'Region'>): string {
  return `${Bucket} ${Region}`
}

/** Seconds that a key must have left for a request: half of the URL's life, or of what it had when it came. */
function neededLife({ life, leftAtFirst }: CachedCredentials, { Expires }: RequestForCredentials): number {
  const half = Math.min(Expires, life) / 2
  // Had it less when it came, as a backend keeps keys, the backend would be asked at every call.
  return leftAtFirst < half ? leftAtFirst / 2 : half
}

function isUsable(entry: CachedCredentials, request: RequestForCredentials, now: number): boolean {
  const left = entry.ExpiredTime - now
  if (left <= 0 || left < neededLife(entry, request)) return false
  // The phone's clock was set meanwhile: it says that the key has not begun.
  if (entry.StartTime !== undefined && now < entry.StartTime - START_TOLERANCE) return false
  return matchesScope(entry, request.credentialsRequest)
}

function isNearEnd(entry: CachedCredentials, request: RequestForCredentials, now: number): boolean {
  const left = entry.ExpiredTime - now
  return left < neededLife(entry, request) * 1.25 && left < entry.leftAtFirst * 0.75
}
