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

/** What a flight needs of the provider. */
export interface SingleFlightOptions {
  readonly breaker: CircuitBreaker
  /** Asks the source. @throws CosError */
  fetch(request: RequestForCredentials): Promise<ObtainedCredentials>
  /** Whether an answer to another request is good for this one. */
  accepts(entry: CachedCredentials, request: RequestForCredentials): boolean
}

/**
 * Requests to the source for one scope: one at a time, and whoever waits shares its answer where that is good for it.
 * Where answers turn out to be good for single objects, some are asked for at a time; a broader answer ends that.
 */
export class SingleFlight {
  private waiting: Waiting[] = []
  private inFlight = 0
  private maxInFlight = 1
  /** Refused since the last answer. */
  private refused: RequestForCredentials[] = []

  constructor(private readonly options: SingleFlightOptions) {}

  obtain(request: RequestForCredentials): Promise<ObtainedCredentials> {
    const failure = this.options.breaker.openFailure()
    if (failure) return Promise.reject(failure)
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject })
      this.startNext()
    })
  }

  private startNext(): void {
    while (this.inFlight < this.maxInFlight && this.waiting.length > 0) {
      const next = this.takeNext()
      this.inFlight++
      this.options.fetch(next.request).then(
        (obtained) => this.succeed(next, obtained),
        (thrown: unknown) => this.fail(next, toCosError(thrown)),
      )
    }
  }

  /** After a refusal, one that has least in common with what was refused: for that the answer is most likely another. */
  private takeNext(): Waiting {
    const { waiting, refused } = this
    const folders = refused.map(folderOf)
    const other = waiting.findIndex(({ request }) => !folders.includes(folderOf(request)))
    const index = other >= 0 ? other : waiting.length - 1
    return waiting.splice(index, 1)[0] as Waiting
  }

  private succeed(asked: Waiting, obtained: ObtainedCredentials): void {
    const { options } = this
    this.inFlight--
    this.refused = []
    options.breaker.reset()
    asked.resolve(obtained)
    if (isCached(obtained)) {
      this.maxInFlight = obtained.isSingleKey ? MAX_IN_FLIGHT : 1
      for (const each of this.takeAll(({ request }) => options.accepts(obtained, request))) each.resolve(obtained)
    } else this.maxInFlight = Infinity
    this.startNext()
  }

  private fail(asked: Waiting, failure: CosError): void {
    this.inFlight--
    asked.reject(failure)
    if (isOutage(failure)) this.options.breaker.trip(failure)
    else this.refused.push(asked.request)
    const isForAll = isOutage(failure) || failure.statusCode === 401 || this.refused.length >= MAX_REFUSALS
    const shared = this.takeAll(({ request }) => isForAll || isSharedFailure(failure, asked.request, request))
    for (const each of shared) each.reject(failure)
    if (this.waiting.length === 0 && this.inFlight === 0) this.refused = []
    this.startNext()
  }

  private takeAll(isFit: (each: Waiting) => boolean): Waiting[] {
    const taken: Waiting[] = []
    const left: Waiting[] = []
    for (const each of this.waiting) (isFit(each) ? taken : left).push(each)
    this.waiting = left
    return taken
  }
}

/** A refusal by status is for one object; any other failure is for all that lies beside it. */
function isSharedFailure(
  failure: CosError,
  { credentialsRequest: asked }: RequestForCredentials,
  { credentialsRequest: other }: RequestForCredentials,
): boolean {
  if (resourceOf(asked) === resourceOf(other)) return true
  const isRefusal = failure.statusCode !== undefined && failure.statusCode >= 400
  return !isRefusal && parentOf(resourceOf(asked)) === parentOf(resourceOf(other))
}

function folderOf({ credentialsRequest }: RequestForCredentials): string {
  return parentOf(resourceOf(credentialsRequest))
}

/** The folder of a key, with its slash. */
function parentOf(resource: string): string {
  return resource.slice(0, resource.lastIndexOf('/') + 1)
}
