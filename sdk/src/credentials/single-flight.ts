import { toCosError, type CosError } from '../errors/cos-error'
import { isCached, type CachedCredentials, type ObtainedCredentials } from './cache'
import type { CircuitBreaker } from './circuit-breaker'
import { isOutage } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'
import { resourceOf } from './scope'

/** Requests at a time where each answer is good for one object only. */
const MAX_IN_FLIGHT = 6
/** So many refusals in a row, for different objects, are a refusal of all. */
const MAX_REFUSALS = 3

interface Waiting {
  readonly request: RequestForCredentials
  resolve(obtained: ObtainedCredentials): void
  reject(failure: CosError): void
}

/**
 * Requests to the source for one scope: one at a time, and whoever waits shares its answer where that is good for it.
 * Where answers turn out to be good for single objects, some are asked for at a time; a broader answer ends that.
 */
export type SingleFlight = (request: RequestForCredentials) => Promise<ObtainedCredentials>

/**
 * @param fetch - asks the source
 * @param accepts - whether an answer to another request is good for this one
 */
export function createSingleFlight(
  breaker: CircuitBreaker,
  fetch: (request: RequestForCredentials) => Promise<ObtainedCredentials>,
  accepts: (entry: CachedCredentials, request: RequestForCredentials) => boolean,
): SingleFlight {
  let waiting: Waiting[] = []
  let inFlight = 0
  let maxInFlight = 1
  /** Folders of the objects that were refused since the last answer. */
  let refusedFolders: string[] = []

  function startNext(): void {
    while (inFlight < maxInFlight && waiting.length > 0) {
      inFlight++
      const next = takeNext()
      void fetch(next.request)
        .then(
          (obtained) => succeed(next, obtained),
          (thrown: unknown) => fail(next, toCosError(thrown)),
        )
        .then(() => {
          inFlight--
          startNext()
        })
    }
  }

  /**
   * After a refusal, a request for another folder than those refused, since its answer is most likely another one. Where
   * there is none, the newest: `findIndex` gives -1, which is the last.
   */
  function takeNext(): Waiting {
    const other = waiting.findIndex(({ request }) => !refusedFolders.includes(folderOf(request)))
    return waiting.splice(other, 1)[0] as Waiting
  }

  function succeed(asked: Waiting, obtained: ObtainedCredentials): void {
    refusedFolders = []
    breaker.reset()
    asked.resolve(obtained)
    maxInFlight = concurrencyAfter(obtained)
    removeWaiting((request) => isCached(obtained) && accepts(obtained, request)).forEach((each) =>
      each.resolve(obtained),
    )
  }

  function fail(asked: Waiting, failure: CosError): void {
    const { statusCode = 0 } = failure
    if (isOutage(failure)) breaker.trip(failure)
    const folder = folderOf(asked.request)
    refusedFolders.push(folder)
    const isForAll = isOutage(failure) || statusCode === 401 || refusedFolders.length >= MAX_REFUSALS
    // A refusal by HTTP status is for one object; any other failure is for all that lies beside it.
    const isForFolder = statusCode < 400
    const isShared = (request: RequestForCredentials) =>
      isForAll || isSameObject(request, asked.request) || (isForFolder && folderOf(request) === folder)
    asked.reject(failure)
    removeWaiting(isShared).forEach((each) => each.reject(failure))
    if (waiting.length === 0) refusedFolders = []
  }

  function removeWaiting(isFit: (request: RequestForCredentials) => boolean): Waiting[] {
    const removed: Waiting[] = []
    const left: Waiting[] = []
    waiting.forEach((each) => (isFit(each.request) ? removed : left).push(each))
    waiting = left
    return removed
  }

  return (request) =>
    new Promise((resolve, reject) => {
      const failure = breaker.openFailure()
      if (failure) return reject(failure)
      waiting.push({ request, resolve, reject })
      startNext()
    })
}

/** Signed URLs are good for one request each, keys for one object for that object, any other key for all who wait. */
function concurrencyAfter(obtained: ObtainedCredentials): number {
  if (!isCached(obtained)) return Infinity
  return obtained.isSingleKey ? MAX_IN_FLIGHT : 1
}

/** `a.jpg` of `photos/a.jpg`. */
const LAST_SEGMENT = /[^/]*$/

function isSameObject(one: RequestForCredentials, other: RequestForCredentials): boolean {
  return resourceOf(one.credentialsRequest) === resourceOf(other.credentialsRequest)
}

/** The folder of the object that is asked for, with its slash. */
function folderOf({ credentialsRequest }: RequestForCredentials): string {
  return resourceOf(credentialsRequest).replace(LAST_SEGMENT, '')
}
