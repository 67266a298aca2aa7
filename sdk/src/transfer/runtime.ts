import type { Transport } from '../credentials/sources'
import type { Environment } from '../platform/environment'
import { PLATFORM_RULES } from '../platform/file-error'
import { sendRequest } from '../platform/http'
import { createSignal } from './abort-signal'
import type { ClientContext } from '../request/client-context'
import type { Platform } from '../types/platform'
import { keptUploads, type KeptUploads } from './upload/upload-store'
import { cleanUp } from './upload/orphans'
import { watchLifecycle, type Lifecycle } from './app-state'
import { createScratch, type Scratch } from './temp-files'
import { createSlots, SMALL, type Slots } from './queue'

/** What all clients on one platform object share. */
export interface Traffic {
  readonly platform: Platform
  readonly lifecycle: Lifecycle
  /** Of uploads. */
  pace?: number
  readonly scratch: Scratch
  readonly kept: KeptUploads
  /** Transfers under way: more would only hold files open, and end none of them earlier. */
  readonly turns: Slots
  /** Requests in flight; what reads content and carries it, in the order of the transfers. */
  readonly carry: Slots
  /** The place of the last transfer among all: files end in the order in which they came. */
  lastOrder: number
}

/** The platform's own limit, in milliseconds. */
export const LONGEST_REQUEST = 60_000

const traffics = new WeakMap<Platform, Traffic>()

/** The traffic of the client's platform, which is looked up when it is needed; what was left is cleaned up. */
export function trafficOf(context: ClientContext): Traffic {
  const traffic = trafficOn(context.environment)
  cleanUp(context, traffic)
  return traffic
}

function trafficOn(environment: Environment): Traffic {
  const { now } = environment
  const platform = environment.platform()
  const traffic: Traffic = traffics.get(platform) || {
    platform,
    lifecycle: watchLifecycle(platform),
    scratch: createScratch(environment),
    kept: keptUploads(platform, now),
    turns: createSlots(),
    carry: createSlots(),
    lastOrder: 0,
  }
  traffics.set(platform, traffic)
  return traffic
}

/** Small requests have their place in the queue that all clients of a platform object share. */
export function queuedTransport(environment: Environment): Transport {
  return (request) =>
    trafficOn(environment).carry(SMALL, createSignal(), () => sendRequest(environment, request, PLATFORM_RULES))
}
