import { findPlatform } from '../platform/globals'
import type { Core } from '../core'
import { anyFailure } from '../platform/file-failure'
import { request, type HttpRequest, type HttpResponse } from '../platform/request'
import type { Platform } from '../platform/types'
import { keptUploads, type KeptUploads } from './kept'
import { watchLifecycle, type Lifecycle } from './lifecycle'
import { createScratch, type Scratch } from './scratch'
import { createSignal } from './signal'
import { createSlots, type Slots } from './slots'
import type { Pace } from './speed'

/** Of the platform's 10 requests in flight two are left to the app. */
const IN_FLIGHT = 8
/** So many may carry content: the rest is for small requests, which do not wait behind parts. */
const CARRYING = 6
/** Before all content. */
const SMALL = -1

/** What all clients on one platform object share. */
export interface Traffic {
  readonly platform: Platform
  readonly lifecycle: Lifecycle
  readonly uploadPace: Pace
  readonly downloadPace: Pace
  readonly scratch: Scratch
  readonly kept: KeptUploads
  /** Transfers under way: more would only hold files open, and end none of them earlier. */
  readonly turns: Slots
  /** Runs what reads content and carries it over the network, in the order of the transfers. */
  readonly carry: Slots
  /** A transfer's place among all others: files end in the order in which they came. */
  nextOrder(): number
  /** Sends a small request. */
  sendSmall(options: HttpRequest): Promise<HttpResponse>
}

const traffics = new WeakMap<Platform, Traffic>()

/** The traffic of the client's platform, which is looked up when it is needed. */
export function trafficOf(core: Core): Traffic {
  const platform = findPlatform(core.options.wx)
  const traffic = traffics.get(platform) || createTraffic(platform, core.now)
  traffics.set(platform, traffic)
  return traffic
}

function createTraffic(platform: Platform, now: () => number): Traffic {
  const inFlight = createSlots(IN_FLIGHT)
  const carrying = createSlots(CARRYING)
  // Nothing stops a small request.
  const unstopped = createSignal()
  let lastOrder = 0
  return {
    platform,
    lifecycle: watchLifecycle(platform),
    uploadPace: {},
    downloadPace: {},
    scratch: createScratch(platform, now),
    kept: keptUploads(platform, now),
    turns: createSlots(CARRYING),
    carry: (order, signal, work) => carrying(order, signal, () => inFlight(order, signal, work)),
    nextOrder: () => ++lastOrder,
    sendSmall: (options) => inFlight(SMALL, unstopped, () => request(platform, options, anyFailure)),
  }
}
