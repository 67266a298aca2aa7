import type { Platform } from '../types/platform'
import { createSignal, type Signal } from './abort-signal'

/** Whether the app is shown and the phone connected, as the platform tells; without its telling, always. */
export interface Lifecycle {
  hidden: boolean
  offline: boolean
  /** Stops with the next change: work that has seen it stop was disturbed, and has not failed. */
  changed: Signal
  /** What keeps requests from running, whatever the caller wants. */
  obstacle(): 'hidden' | 'offline' | undefined
  /** Resolves when requests can run. @throws CosError `Aborted` */
  clear(signal: Signal): Promise<void>
  /** Asks the platform, since its event may come after the failures that it explains, or have been missed. */
  refresh(): void
}

export function watchLifecycle(platform: Platform): Lifecycle {
  const set = (name: 'hidden' | 'offline', value: boolean) => {
    if (lifecycle[name] === value) return
    const { changed } = lifecycle
    lifecycle[name] = value
    lifecycle.changed = createSignal()
    changed.stop()
  }
  const lifecycle: Lifecycle = {
    hidden: false,
    offline: false,
    changed: createSignal(),
    obstacle: () => (['hidden', 'offline'] as const).find((name) => lifecycle[name]),
    async clear(signal) {
      while (lifecycle.obstacle()) await signal.guard(new Promise<void>(lifecycle.changed.onStop))
    },
    refresh() {
      // Only who hears of the end of being offline may believe in its beginning.
      if (platform.onNetworkStatusChange && platform.getNetworkType) {
        platform.getNetworkType({ success: ({ networkType }) => set('offline', networkType === 'none') })
      }
    },
  }
  if (platform.onAppHide) platform.onAppHide(() => set('hidden', true))
  if (platform.onAppShow) {
    platform.onAppShow(() => {
      set('hidden', false)
      lifecycle.refresh()
    })
  }
  if (platform.onNetworkStatusChange) {
    platform.onNetworkStatusChange(({ isConnected }) => set('offline', !isConnected))
  }
  lifecycle.refresh()
  return lifecycle
}
