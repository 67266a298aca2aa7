/** The only names that this package takes from its surroundings: looked up when needed, never at import. */
import { CosError } from '../errors'
import type { CommonOptions } from '../types'
import type { Platform } from './types'

declare const wx: Platform | undefined
declare const console: { warn(message: string): void }
declare function setTimeout(run: () => void, milliseconds: number): unknown
declare function clearTimeout(id: unknown): void

export type Timers = NonNullable<CommonOptions['timers']>

/** The platform's global object, if there is one. */
export function globalPlatform(): Platform | undefined {
  return typeof wx === 'undefined' ? undefined : wx
}

/** The platform object handed in, or the global one. */
export function findPlatform(platform: Platform | undefined = globalPlatform()): Platform {
  if (platform) return platform
  throw new CosError('Unsupported', 'There is no wx', { hint: 'Hand it in as the option wx.' })
}

export const globalTimers: Timers = {
  setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
  clearTimeout: (id) => clearTimeout(id),
}

export function warn(message: string): void {
  console.warn('cos-miniprogram: ' + message)
}
