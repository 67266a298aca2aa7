import { keepSignKey } from '../signer'
import type { SigningKey } from '../sign'
import type { PreparedRequest } from '../prepare'
import type { CommonOptions, CredentialsRequest } from '../types'
import { invalid, readAnswer, type FinishedSignature, type ReadCredentials } from './answer'
import { MAX_LIFE, type ServerClock } from './clock'
import { BackOff } from './backoff'
import { askInTime } from './intime'
import type { Ask } from './source'

/** Credentials in use. Times are UNIX seconds on the server's clock. */
export interface HeldCredentials extends SigningKey {
  Bucket: string
  Region: string
  /** Whole life in seconds. */
  life: number
  /** What was left of it when they came: a backend may have kept them. */
  leftAtFirst: number
  Scope: ReadCredentials['Scope']
  /** Good for nothing but this. */
  only: CredentialsRequest | undefined
}

export interface StoreOptions {
  ask: Ask
  clock: ServerClock
  timers: NonNullable<CommonOptions['timers']>
  /** Milliseconds that a request may take. */
  timeout: number
  now: () => number
  random: () => number
}

type Obtained = HeldCredentials | FinishedSignature

/** Whether a key is one that a store holds. */
export function isHeld(key: SigningKey | FinishedSignature): key is HeldCredentials {
  return 'leftAtFirst' in key
}

const MAX_HELD = 100

/**
 * Temporary credentials by scope: asked for once however many wait for them, refreshed ahead of their end, never kept
 * when asking failed.
 */
export class CredentialsStore {
  private held: HeldCredentials[] = []
  private flights = new Map<string, Promise<Obtained>>()
  /** Where answers have turned out to be for single keys: waiting for somebody else's is in vain there. */
  private keyByKey = new Set<string>()
  /** Buckets whose unscoped credentials COS has refused for some key. */
  private refused = new Set<string>()
  private backOff: BackOff

  constructor(private readonly options: StoreOptions) {
    this.backOff = new BackOff(options.now, options.random)
  }

  /** Credentials held that are good for a request and for long enough; where they near their end, new ones are fetched. */
  find(prepared: PreparedRequest): HeldCredentials | undefined {
    const { credentials: request, Expires } = prepared
    const now = this.options.clock.now()
    for (const held of this.held) {
      if (!serves(held, request)) continue
      const left = held.ExpiredTime - now
      const needed = neededLeft(held, Expires)
      if (left < needed) continue
      if (left < needed * 1.25 && left < held.leftAtFirst * 0.75) this.refreshAhead(prepared)
      return held
    }
    return undefined
  }

  /** Credentials for a request: held ones, or those of the one request that is under way, or of a new one. */
  async obtain(prepared: PreparedRequest): Promise<Obtained> {
    const { credentials: request } = prepared
    for (;;) {
      const held = this.find(prepared)
      if (held) return held
      const group = this.group(request)
      const flight = this.flights.get(group)
      if (!flight) return this.fetch(group, prepared)
      const obtained = await flight
      if (isHeld(obtained) && serves(obtained, request)) return obtained
    }
  }

  /** COS does not take them any more: they are not used again. */
  drop(credentials: HeldCredentials): void {
    this.held = this.held.filter((each) => each !== credentials)
  }

  /**
   * COS refused a key to them. Where nothing said what they are for, they are asked for key by key from now on.
   * @returns whether that makes another try worth it
   */
  narrow(credentials: HeldCredentials): boolean {
    if (credentials.Scope || credentials.only) return false
    this.refused.add(place(credentials))
    this.drop(credentials)
    return true
  }

  /** Forgets everything: the next user inherits nothing. What is under way ends with what it has. */
  clear(): void {
    this.held = []
    this.flights = new Map()
    this.keyByKey = new Set()
    this.refused = new Set()
    this.backOff = new BackOff(this.options.now, this.options.random)
  }

  private group(request: CredentialsRequest): string {
    const group = placeAndActions(request)
    const single = this.keyByKey.has(group) || this.refused.has(place(request))
    return single ? `${group} ${request.Key}\n${request.Prefix ?? ''}` : group
  }

  private refreshAhead(prepared: PreparedRequest): void {
    const group = this.group(prepared.credentials)
    // A failure is for those who have nothing; here the held ones still serve.
    if (!this.flights.has(group)) this.fetch(group, prepared).catch(() => undefined)
  }

  private fetch(group: string, prepared: PreparedRequest): Promise<Obtained> {
    const { credentials: request } = prepared
    const { flights, backOff } = this
    const flight = backOff
      .run(requestId(request), () => this.ask(prepared))
      .then((obtained) => {
        if (flights === this.flights) this.keep(obtained, request)
        return obtained
      })
      .finally(() => flights.delete(group))
    flights.set(group, flight)
    return flight
  }

  private async ask(prepared: PreparedRequest): Promise<Obtained> {
    const { ask, timers, timeout } = this.options
    const answer = await askInTime(() => ask(prepared), timers, timeout)
    const read = readAnswer(answer)
    return 'Authorization' in read ? read : this.take(read, prepared.credentials)
  }

  private take(read: ReadCredentials, request: CredentialsRequest): HeldCredentials {
    const { clock } = this.options
    if (!clock.known) clock.fit(read.StartTime, read.ExpiredTime)
    const left = read.ExpiredTime - clock.now()
    if (left <= 0) throw invalid('they had ended before they came')
    if (clock.known && left > MAX_LIFE) throw invalid('they end in more than 36 hours')
    const { Bucket, Region } = request
    return {
      Bucket,
      Region,
      SecretId: read.TmpSecretId,
      SecurityToken: read.SecurityToken,
      signKey: keepSignKey(read.TmpSecretKey),
      StartTime: read.StartTime,
      ExpiredTime: read.ExpiredTime,
      life: read.StartTime ? read.ExpiredTime - read.StartTime : left,
      leftAtFirst: left,
      Scope: read.Scope,
      only: this.isSingle(read, request) ? request : undefined,
    }
  }

  /** For one key only: said outright, or the scope is the very key that was asked for, or COS has taught us so. */
  private isSingle({ Scope, ScopeLimit }: ReadCredentials, request: CredentialsRequest): boolean {
    if (ScopeLimit) return true
    if (Scope) return request.Key !== '' && Scope.Prefix === request.Key
    return this.refused.has(place(request))
  }

  private keep(obtained: Obtained, request: CredentialsRequest): void {
    if (!isHeld(obtained) || obtained.only) this.keyByKey.add(placeAndActions(request))
    if (!isHeld(obtained)) return
    const now = this.options.clock.now()
    const others = this.held.filter((each) => each.ExpiredTime > now && !replaces(obtained, each))
    this.held = [obtained, ...others].slice(0, MAX_HELD)
  }
}

/** How much of their life has to be left: half of what is asked, or of what there was when they came. */
function neededLeft(held: HeldCredentials, Expires: number): number {
  const half = Math.min(Expires, held.life) / 2
  return held.leftAtFirst < half ? held.leftAtFirst / 2 : half
}

function serves(held: HeldCredentials, request: CredentialsRequest): boolean {
  if (held.Bucket !== request.Bucket || held.Region !== request.Region) return false
  const { only, Scope } = held
  if (only && (only.Key !== request.Key || only.Prefix !== request.Prefix)) return false
  if (Scope) {
    const key = request.Key || (request.Prefix ?? '')
    return (only !== undefined || key.startsWith(Scope.Prefix)) && allows(Scope.Actions, request.Actions)
  }
  return !only || allows(only.Actions, request.Actions)
}

function allows(granted: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((action) => granted.some((each) => each === action || each === '*' || each === 'name/cos:*'))
}

function replaces(newer: HeldCredentials, older: HeldCredentials): boolean {
  return place(newer) === place(older) && scopeId(newer) === scopeId(older)
}

function scopeId({ Scope, only }: HeldCredentials): string {
  return JSON.stringify([Scope, only?.Key, only?.Prefix, Scope ? '' : only?.Actions])
}

function place({ Bucket, Region }: { Bucket: string; Region: string }): string {
  return `${Bucket} ${Region}`
}

function placeAndActions(request: CredentialsRequest): string {
  return `${place(request)} ${request.Actions.join()}`
}

function requestId(request: CredentialsRequest): string {
  return JSON.stringify(request)
}
