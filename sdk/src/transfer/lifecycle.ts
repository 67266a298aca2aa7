import type { Platform } from '../platform/types'
import { createListeners } from './listeners'
import type { Signal } from './signal'

/** Whether the app is shown and the phone connected, as the platform tells; without its telling, always. */
export interface Lifecycle {
  hidden: boolean
  offline: boolean
  /** Counts how often either began: work that saw it change was disturbed, and has not failed. */
  disturbances: number
  /** What keeps requests from running, whatever the caller wants. */
  obstacle(): 'hidden' | 'offline' | undefined
  /** @returns the function that stops listening */
  onChange(listener: () => void): () => void
  /** Resolves when requests can run. @throws CosError `Aborted` */
  clear(signal: Signal): Promise<void>
  /** Asks the platform, since its event may come after the failures that it explains, or have been missed. */
  refresh(): Promise<void>
}

export function watchLifecycle(platform: Platform): Lifecycle {
  const changes = createListeners<void>()
  const set = (name: 'hidden' | 'offline', value: boolean) => {
    if (lifecycle[name] === value) return
    lifecycle[name] = value
    if (value) lifecycle.disturbances++
    changes.tell()
  }
  const lifecycle: Lifecycle = {
    hidden: false,
    offline: false,
    disturbances: 0,
    obstacle: () => (lifecycle.hidden ? 'hidden' : lifecycle.offline ? 'offline' : undefined),
    onChange: changes.add,
    async clear(signal) {
      while (lifecycle.obstacle()) await signal.guard(new Promise<void>(nextChange))
    },
    refresh: () =>
      new Promise((resolve) => {
        // Only who hears of the end of being offline may believe in its beginning.
        if (!platform.onNetworkStatusChange || !platform.getNetworkType) return resolve()
        platform.getNetworkType({
          success({ networkType }) {
            set('offline', networkType === 'none')
            resolve()
          },
          fail: () => resolve(),
        })
      }),
  }
  const nextChange = (resolve: () => void) => {
    const forget = changes.add(() => {
      forget()
      resolve()
    })
  }
  if (platform.onAppHide) platform.onAppHide(() => set('hidden', true))
  if (platform.onAppShow) {
    platform.onAppShow(() => {
      set('hidden', false)
      void lifecycle.refresh()
    })
  }
  if (platform.onNetworkStatusChange) {
    platform.onNetworkStatusChange(({ isConnected }) => set('offline', !isConnected))
  }
  void lifecycle.refresh()
  return lifecycle
}
