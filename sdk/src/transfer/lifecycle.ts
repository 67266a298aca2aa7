import type { Platform } from '../platform/types'
import type { Signal } from './signal'

/** What keeps requests from running, whatever the caller wants. */
export type Obstacle = 'hidden' | 'offline'

/** Whether the app is shown and the phone connected, as the platform tells; without its telling, always. */
export class Lifecycle {
  /** Counts the obstacles there have been: work that saw it change was disturbed, and has not failed. */
  disturbances = 0
  private hidden = false
  private offline = false
  private readonly listeners = new Set<() => void>()

  constructor(private readonly platform: Platform) {
    platform.onAppHide?.(() => this.set(true, this.offline))
    platform.onAppShow?.(() => {
      this.set(false, this.offline)
      void this.refresh()
    })
    platform.onNetworkStatusChange?.(({ isConnected }) => this.set(this.hidden, !isConnected))
    void this.refresh()
  }

  get obstacle(): Obstacle | undefined {
    return this.hidden ? 'hidden' : this.offline ? 'offline' : undefined
  }

  get isOffline(): boolean {
    return this.offline
  }

  /** @returns the function that stops listening */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Resolves when requests can run. @throws Stopped */
  clear(signal: Signal): Promise<void> {
    if (!this.obstacle) return Promise.resolve()
    const cleared = new Promise<void>((resolve) => {
      const forget = this.onChange(() => {
        if (this.obstacle) return
        forget()
        resolve()
      })
      signal.onStop(forget)
    })
    return signal.guard(cleared)
  }

  /** Asks the platform, since its event may come after the failures that it explains, or have been missed. */
  refresh(): Promise<void> {
    // Only who hears of the end of being offline may believe in its beginning.
    if (!this.platform.onNetworkStatusChange) return Promise.resolve()
    return new Promise((resolve) => {
      if (!this.platform.getNetworkType) return resolve()
      this.platform.getNetworkType({
        success: ({ networkType }) => {
          this.set(this.hidden, networkType === 'none')
          resolve()
        },
        fail: () => resolve(),
      })
    })
  }

  private set(hidden: boolean, offline: boolean): void {
    if (hidden === this.hidden && offline === this.offline) return
    if ((hidden && !this.hidden) || (offline && !this.offline)) this.disturbances++
    this.hidden = hidden
    this.offline = offline
    for (const listener of this.listeners) listener()
  }
}
