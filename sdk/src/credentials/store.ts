import type { Timers } from '../platform/globals'
import type { PreparedRequest } from '../prepare'
import { tokenQuery, useFinished, type SigningKey } from '../sign'
import { signKeys } from '../signer'
import type { CredentialsRequest, PresignedRequest } from '../types'
import { invalid, readAnswer, type ReadCredentials } from './answer'
import { backOff, isAboutOneRequest } from './backoff'
import { MAX_LIFE, type ServerClock } from './clock'
import { askInTime } from './intime'
import type { Ask } from './source'

/** Credentials in use. Times are UNIX seconds on the server's clock. */
export interface HeldCredentials extends SigningKey {
  Bucket: string
  Region: string
  /** What was left of their life when they came: a backend may have kept them. */
  leftAtFirst: number
  /** What the keys that they are good for begin with. */
  Prefix: string
  /** What they may be used for; `undefined` where nobody has said it. */
  Actions: readonly string[] | undefined
  /** The one key or listing that they are good for, where it is only one. */
  target: string | undefined
}

/** Credentials, or the one request that somebody else has signed. */
type Obtained = HeldCredentials | PresignedRequest

/** Whether this is a key that a store holds. */
export function isHeld(key: SigningKey | PresignedRequest): key is HeldCredentials {
  return 'Bucket' in key
}

/**
 * Temporary credentials by scope: asked for once however many wait for them, refreshed ahead of their end, never kept
 * when asking failed.
 */
export interface CredentialsStore {
  /** Those held that are good for a request and for long enough; where they near their end, new ones are fetched. */
  find(prepared: PreparedRequest): HeldCredentials | undefined
  /** Held ones, or those of the one request that is under way, or of a new one. */
  obtain(prepared: PreparedRequest): Promise<Obtained>
  /** COS does not take them any more: they are not used again. */
  drop(credentials: HeldCredentials): void
  /**
   * COS refused a key to them. Where nothing said what they are for, they are asked for key by key from now on.
   * @returns whether that makes another try worth it
   */
  narrow(credentials: HeldCredentials): boolean
  /** Forgets everything: the next user inherits nothing. What is under way ends with what it has. */
  clear(): void
}

export interface StoreOptions {
  ask: Ask
  clock: ServerClock
  timers: Timers
  /** Milliseconds that a request may take. */
  timeout: number
  now: () => number
  random: () => number
}

const MAX_HELD = 100

export function credentialsStore({ ask, clock, timers, timeout, now, random }: StoreOptions): CredentialsStore {
  let held: HeldCredentials[]
  let flights: Map<string, Promise<Obtained>>
  /** Where answers have turned out to be for single keys: waiting for somebody else's is in vain there. */
  let keyByKey: Set<string>
  /** Buckets whose unscoped credentials COS has refused for some key. */
  let refused: Set<string>
  /** What COS has refused last, and what it has refused twice: a backend may keep it, and hand it out for ever. */
  let dropped: string
  let dead: string
  let unlessFailing: ReturnType<typeof backOff>

  const clear = () => {
    held = []
    flights = new Map()
    keyByKey = new Set()
    refused = new Set()
    dropped = dead = ''
    unlessFailing = backOff(now, random)
  }
  clear()

  const forget = (credentials: HeldCredentials) => {
    held = held.filter((each) => each !== credentials)
  }

  const groupOf = (request: CredentialsRequest) => {
    const isSingle = keyByKey.has(needOf(request)) || refused.has(placeOf(request))
    return isSingle ? JSON.stringify(request) : needOf(request)
  }

  const find = (prepared: PreparedRequest) => {
    const { credentials: request, Expires } = prepared
    const time = clock.now()
    for (const each of held) {
      const left = each.ExpiredTime - time
      const needed = neededLeft(each, Expires)
      if (left < needed || !serves(each, request)) continue
      const isNearEnd = left < needed * 1.25 && left < each.leftAtFirst * 0.75
      // If that fails, the held ones still serve.
      if (isNearEnd && !flights.has(groupOf(request))) fetch(prepared).catch(() => {})
      return each
    }
    return undefined
  }

  const obtain = async (prepared: PreparedRequest): Promise<Obtained> => {
    const request = prepared.credentials
    for (;;) {
      const found = find(prepared)
      if (found) return found
      const flight = flights.get(groupOf(request))
      if (!flight) return fetch(prepared)
      const obtained = await flight.catch((error: unknown) => {
        if (!isAboutOneRequest(error)) throw error
      })
      if (obtained && isHeld(obtained) && serves(obtained, request)) return obtained
    }
  }

  const fetch = (prepared: PreparedRequest): Promise<Obtained> => {
    const request = prepared.credentials
    const group = groupOf(request)
    const generation = flights
    const flight = unlessFailing(JSON.stringify(request), async () => {
      const read = readAnswer(await askInTime(() => ask(prepared), timers, timeout))
      const obtained = 'Authorization' in read ? useFinished(prepared, read) : take(read, request)
      if (generation === flights) keep(obtained, request)
      return obtained
    }).finally(() => generation.delete(group))
    flights.set(group, flight)
    return flight
  }

  const take = (read: ReadCredentials, request: CredentialsRequest): HeldCredentials => {
    const { StartTime, ExpiredTime, Scope } = read
    clock.fit(StartTime, ExpiredTime)
    const leftAtFirst = ExpiredTime - clock.now()
    if (!(leftAtFirst > 0 && (leftAtFirst <= MAX_LIFE || !clock.isKnown()))) {
      throw invalid('they must end within 36 hours from now')
    }
    const token = tokenQuery(read.SecurityToken)
    if (token === dead) throw invalid('COS refuses them, and there are no others')
    // The scope is the very key that was asked for, or COS has taught us so.
    const isSingle =
      read.ScopeLimit || (Scope ? Scope.Prefix !== '' && Scope.Prefix === request.Key : refused.has(placeOf(request)))
    const granted = Scope || (isSingle && request)
    return {
      Bucket: request.Bucket,
      Region: request.Region,
      SecretId: read.TmpSecretId,
      signKey: signKeys(read.TmpSecretKey),
      tokenQuery: token,
      StartTime,
      ExpiredTime,
      leftAtFirst,
      Prefix: Scope ? Scope.Prefix : '',
      Actions: granted ? granted.Actions : undefined,
      target: isSingle ? targetOf(request) : undefined,
    }
  }

  const keep = (obtained: Obtained, request: CredentialsRequest) => {
    if (!isHeld(obtained) || obtained.target) keyByKey.add(needOf(request))
    if (!isHeld(obtained)) return
    const id = idOf(obtained)
    const others = held.filter((each) => each.ExpiredTime > clock.now() && idOf(each) !== id)
    held = [obtained].concat(others).slice(0, MAX_HELD)
  }

  return {
    find,
    obtain,
    drop(credentials) {
      const token = credentials.tokenQuery
      if (token === dropped) dead = token
      dropped = token
      forget(credentials)
    },
    clear,
    narrow(credentials) {
      if (credentials.Actions) return false
      refused.add(placeOf(credentials))
      forget(credentials)
      return true
    },
  }
}

/** How much of their life has to be left: half of what is asked, or of what there was when they came. */
function neededLeft({ StartTime, ExpiredTime, leftAtFirst }: HeldCredentials, Expires: number): number {
  const half = Math.min(Expires, StartTime ? ExpiredTime - StartTime : leftAtFirst) / 2
  return leftAtFirst < half ? leftAtFirst / 2 : half
}

/** An action, or the beginning of many and a `*`. */
function covers(pattern: string, action: string): boolean {
  return pattern === action || (pattern.endsWith('*') && action.startsWith(pattern.slice(0, -1)))
}

function serves({ Bucket, Region, Prefix, Actions, target }: HeldCredentials, request: CredentialsRequest): boolean {
  return (
    Bucket === request.Bucket &&
    Region === request.Region &&
    (target ? target === targetOf(request) : (request.Key || request.Prefix || '').startsWith(Prefix)) &&
    (!Actions || request.Actions.every((action) => Actions.some((pattern) => covers(pattern, action))))
  )
}

function idOf({ Bucket, Region, Prefix, Actions, target }: HeldCredentials): string {
  return JSON.stringify([Bucket, Region, Prefix, Actions, target])
}

function placeOf({ Bucket, Region }: { Bucket: string; Region: string }): string {
  return `${Bucket} ${Region} `
}

function needOf(request: CredentialsRequest): string {
  return placeOf(request) + request.Actions.join()
}

function targetOf({ Key, Prefix }: CredentialsRequest): string {
  return JSON.stringify([Key, Prefix])
}
