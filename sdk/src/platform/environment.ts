/** The only names that this package takes from its surroundings: looked up when needed, never at import. */
import { CosError } from '../errors/cos-error'
import type { CommonOptions } from '../types/client'
import type { Platform } from '../types/platform'

declare const wx: Platform | undefined
declare const console: { warn(message: string): void }
declare function setTimeout(run: () => void, milliseconds: number): unknown
declare function clearTimeout(id: unknown): void

export type Timers = NonNullable<CommonOptions['timers']>

/** What a client takes from its surroundings: the platform, time, timers and chance. */
export interface Environment {
  /** The platform object handed in, or the global one, if there is one. */
  readonly findPlatform: () => Platform | undefined
  /** @throws CosError `Unsupported` where there is none */
  readonly platform: () => Platform
  /** Milliseconds since the epoch, on the phone. */
  readonly now: () => number
  readonly timers: Timers
  /** For jitter: 0 to 1. */
  readonly random: () => number
}

const globalTimers: Timers = {
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (id) => clearTimeout(id),
}

export function createEnvironment(options: CommonOptions): Environment {
  // Looked up at each use: fake timers replace `Date`.
  const { now = () => Date.now(), timers = globalTimers, random = Math.random } = options
  const findPlatform = () => options.wx || (typeof wx === 'undefined' ? undefined : wx)
  return {
    findPlatform,
    platform() {
      const platform = findPlatform()
      if (platform) return platform
      throw new CosError('Unsupported', 'There is no wx here', { hint: 'Hand it in as the option wx.' })
    },
    now,
    timers,
    random,
  }
}

/** One warning on the console, for developers. */
export function warn(message: string): void {
  console.warn(`cos-miniprogram: ${message}`)
}
