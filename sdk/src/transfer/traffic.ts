import type { Core } from '../core'
import { anyFailure } from '../platform/file-failure'
import { request, type HttpRequest, type HttpResponse } from '../platform/request'
import type { Platform } from '../platform/types'
import { KeptUploads } from './kept'
import { Lifecycle } from './lifecycle'
import { Scratch } from './scratch'
import type { Signal } from './signal'
import { Slots } from './slots'
import { Pace } from './speed'

/** Of the platform's 10 requests in flight two are left to the app. */
const IN_FLIGHT = 8
/** So many may carry content: the rest is for small requests, which do not wait behind parts. */
const CARRYING = 6
/** Before all content. */
const SMALL = -1

/** What all clients on one platform object share. */
export class Traffic {
  readonly lifecycle: Lifecycle
  readonly uploadPace = new Pace()
  readonly downloadPace = new Pace()
  readonly scratch: Scratch
  readonly kept: KeptUploads
  /** Transfers under way: more would only hold files open, and end none of them earlier. */
  readonly turns = new Slots(CARRYING)
  private readonly inFlight = new Slots(IN_FLIGHT)
  private readonly carrying = new Slots(CARRYING)
  private lastOrder = 0

  constructor(
    readonly platform: Platform,
    now: () => number,
  ) {
    this.lifecycle = new Lifecycle(platform)
    this.scratch = new Scratch(platform, now)
    this.kept = new KeptUploads(platform, now)
  }

  /** A transfer's place among all others: files end in the order in which they came. */
  nextOrder(): number {
    return ++this.lastOrder
  }

  /** Sends a small request. */
  sendSmall(options: HttpRequest): Promise<HttpResponse> {
    return this.inFlight.run(SMALL, undefined, () => request(this.platform, options, anyFailure))
  }

  /** Runs what reads content and carries it over the network, in the order of the transfers. @throws Stopped */
  carry<Result>(order: number, signal: Signal, work: () => Promise<Result>): Promise<Result> {
    return this.carrying.run(order, signal, () => this.inFlight.run(order, signal, work))
  }
}

const traffics = new WeakMap<Platform, Traffic>()

/** The traffic of the client's platform, which is looked up when it is needed. */
export function trafficOf(core: Core): Traffic {
  const platform = core.platform()
  const known = traffics.get(platform)
  if (known) return known
  const traffic = new Traffic(platform, core.now)
  traffics.set(platform, traffic)
  return traffic
}
