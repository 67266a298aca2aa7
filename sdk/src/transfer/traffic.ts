import { platformOf } from '../platform/globals'
import type { Core } from '../core'
import type { Platform } from '../platform/types'
import { keptUploads, type KeptUploads } from './kept'
import { cleanUp } from './leftovers'
import { watchLifecycle, type Lifecycle } from './lifecycle'
import { createScratch, type Scratch } from './scratch'
import { createSlots, type Slots } from './slots'

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
export function trafficOf(core: Core): Traffic {
  const { now } = core
  const platform = platformOf(core.options)
  const traffic: Traffic = traffics.get(platform) || {
    platform,
    lifecycle: watchLifecycle(platform),
    scratch: createScratch(platform, now),
    kept: keptUploads(platform, now),
    turns: createSlots(),
    carry: createSlots(),
    lastOrder: 0,
  }
  traffics.set(platform, traffic)
  cleanUp(core, traffic)
  return traffic
}
