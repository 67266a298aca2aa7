import type { Core } from '../core'
import { CosError, isCosError } from '../errors'
import type { PreparedRequest } from '../prepare'
import type { SigningKey } from '../sign'
import type { CredentialsRequest, PresignedRequest } from '../types'
import { readAnswer } from './answer'
import { serverTime } from './clock'
import { failed } from './failure'
import { ask, patienceOf } from './source'

/** Temporary credentials in use. Times are UNIX seconds on the server's clock. */
export interface HeldCredentials extends SigningKey {
  Bucket: string
  Region: string
  /** Seconds that were left of their life when they came. */
  leftAtFirst: number
  /** What the keys, or the listings, that they are good for begin with. */
  Prefix: string
  /** `Prefix` is all of the one key. */
  isSingle: unknown
  /** What they may be used for; `undefined` where nobody has said it. */
  Actions: readonly string[] | undefined
}

/** What can sign, or the one request that somebody else has signed. */
export type Obtained = HeldCredentials | SigningKey | PresignedRequest

/** What a client holds. To forget it is to take an empty one: what is under way ends with what it has. */
export interface Store {
  /** The newest first. */
  held: readonly HeldCredentials[]
  /** Requests for credentials, by what waits for them. */
  readonly flights: Map<string, Promise<Obtained>>
  /** Needs, and buckets, whose credentials have turned out to be good for single keys only. */
  readonly single: Set<string>
  /** What COS has refused last, and what it has refused twice: a backend may keep it, and hand it out for ever. */
  dropped?: string
  dead?: string
  /** What everybody gets while a failing source is left in peace. */
  failure?: CosError
  /** Milliseconds of that, the last time. */
  lastPause: number
}

const FIRST_PAUSE = 500
const LONGEST_PAUSE = 30_000
const MAX_HELD = 100

/** A store of nothing. */
export function emptyStore(): Store {
  return { held: [], flights: new Map(), single: new Set(), lastPause: FIRST_PAUSE }
}

/** What is held and good for a request, for long enough; where it nears its end, another is fetched. */
export function find(core: Core, prepared: PreparedRequest, store = core.store): SigningKey | undefined {
  const now = serverTime(core)
  for (const each of store.held) {
    const { ExpiredTime, life, leftAtFirst } = each
    const left = ExpiredTime - now
    const half = Math.min(prepared.Expires, life) / 2
    // Had they less when they came, as a backend keeps them, it would be asked at every call.
    const needed = leftAtFirst < half ? leftAtFirst / 2 : half
    if (left < needed || !serves(each, prepared.question)) continue
    const isNearEnd = left < needed * 1.25 && left < leftAtFirst * 0.75 && !store.failure
    // If that fails, the held ones still serve.
    if (isNearEnd && !store.flights.has(groupOf(store, prepared.question))) fetch(core, prepared, store).catch(() => {})
    return each
  }
  return core.permanent
}

/** What is held, or the outcome of the one request that is under way, or of a new one. */
export async function obtain(core: Core, prepared: PreparedRequest, store = core.store): Promise<Obtained> {
  const found = find(core, prepared, store)
  if (found) return found
  if (store.failure) throw store.failure
  const flight = store.flights.get(groupOf(store, prepared.question))
  if (!flight) return fetch(core, prepared, store)
  // Where that fails, it may be for its own request only.
  await flight.catch(() => {})
  return obtain(core, prepared, store)
}

/**
 * COS refused a key to these. Where nothing said what they are for, they are asked for key by key from now on.
 * @returns whether that makes another try worth it
 */
export function narrow({ store }: Core, { Bucket, Region, Actions }: HeldCredentials): boolean {
  if (Actions) return false
  store.single.add(Bucket + Region)
  store.held = []
  return true
}

/** COS does not take these any more. */
export function drop({ store }: Core, { tokenQuery }: HeldCredentials): void {
  if (tokenQuery === store.dropped) store.dead = tokenQuery
  store.dropped = tokenQuery
  store.held = []
}

function fetch(core: Core, prepared: PreparedRequest, store: Store): Promise<Obtained> {
  const group = groupOf(store, prepared.question)
  const flight = fetchNew(core, prepared, store, group)
  store.flights.set(group, flight)
  return flight
}

async function fetchNew(core: Core, prepared: PreparedRequest, store: Store, group: string): Promise<Obtained> {
  const { timers, random } = core
  let timer: unknown
  try {
    const answer = await new Promise((resolve, reject) => {
      const details = { hint: 'Try again, or raise credentialsTimeout', retryable: true }
      const error = new CosError('CredentialsTimeout', 'The backend gave no credentials in time', details)
      timer = timers.setTimeout(() => reject(error), patienceOf(core))
      ask(core, prepared, resolve).catch(reject)
    })
    const obtained = readAnswer(core, prepared, store.single, answer)
    const isFinished = 'Url' in obtained
    if (!isFinished && obtained.tokenQuery === store.dead) throw failed('CredentialsInvalid', 'those that COS refuses')
    if (isFinished || obtained.isSingle) store.single.add(needOf(prepared.question))
    if (!isFinished) store.held = [obtained].concat(store.held).slice(0, MAX_HELD)
    store.lastPause = FIRST_PAUSE
    return obtained
  } catch (thrown) {
    const error = isCosError(thrown) ? thrown : failed('CredentialsFailed', thrown, undefined, true)
    // A failing source is not hammered: until its time is up, everybody gets the failure at once.
    // A refusal of one request is none: others may still be granted.
    if (!/^4(?!01|29)/.test(String(error.statusCode)) && !store.failure) {
      store.failure = error
      store.lastPause = Math.min(store.lastPause * 2, LONGEST_PAUSE)
      timers.setTimeout(() => (store.failure = undefined), store.lastPause * (0.5 + random() / 2))
    }
    throw error
  } finally {
    timers.clearTimeout(timer)
    store.flights.delete(group)
  }
}

/** Whether credentials are good for what is asked. */
function serves({ Bucket, Region, Prefix, isSingle, Actions }: HeldCredentials, question: CredentialsRequest): boolean {
  const name = question.Key || (question.Prefix as string)
  return (
    Bucket === question.Bucket &&
    Region === question.Region &&
    (isSingle ? name === Prefix : name.startsWith(Prefix)) &&
    (!Actions || question.Actions.every((action) => Actions.some((pattern) => covers(pattern, action))))
  )
}

/** An action, or the beginning of many and a `*`. */
function covers(pattern: string, action: string): boolean {
  return (action + ' ').startsWith((pattern + ' ').replace('* ', ''))
}

function needOf({ Bucket, Region, Actions }: CredentialsRequest): string {
  return Bucket + Region + Actions.join()
}

/** Requests that wait for the same answer. */
function groupOf({ single }: Store, question: CredentialsRequest): string {
  const need = needOf(question)
  return single.has(need) || single.has(question.Bucket + question.Region) ? JSON.stringify(question) : need
}
