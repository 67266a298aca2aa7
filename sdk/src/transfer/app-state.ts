import { callPlatform } from '../platform/call-platform'
import type { Environment } from '../platform/environment'
import type { Platform } from '../types/platform'
import type { Signal } from './abort-signal'
import { Emitter } from './emitter'

/** How often it is looked whether what blocks the work has ended. */
const CHECK_MS = 10_000
/** The platform answers at once. */
const NETWORK_TYPE_TIMEOUT_MS = 5000
/** Until so long after hiding the platform lets requests end, with some time for late answers. */
const HIDDEN_GRACE_MS = 10_000
/** An app that is hidden for longer and still runs, though the platform suspends such apps, is probably shown. */
const HIDDEN_MAX_MS = 120_000

/** What keeps requests from running, whatever the caller wants. */
export type BlockReason = 'hidden' | 'offline'

/**
 * Whether the app is shown and the phone connected. The platform tells, and its events may be lost: so the end of either is
 * also looked for, and any answer from any server proves it.
 */
export class AppState {
  private readonly platform: Platform
  private isHidden = false
  /** It was hidden, and no event has said that it is shown. */
  private mayBeHidden = false
  private offline = false
  private hiddenAt = 0
  private readonly changes = new Emitter<void>()
  /** Grows with each change. */
  private changeCount = 0
  /** Numbers questions, events and proofs in the order in which they happen. */
  private moment = 0
  /** The moment of the newest thing known of the network: answers to older questions say nothing. */
  private lastKnown = 0
  private timer: unknown

  constructor(private readonly environment: Environment) {
    const platform = environment.platform()
    this.platform = platform
    if (platform.onAppHide) platform.onAppHide(() => this.hide())
    if (platform.onAppShow) platform.onAppShow(() => this.show())
    if (platform.onNetworkStatusChange) {
      platform.onNetworkStatusChange(({ isConnected }) => this.observeEvent(!isConnected))
    }
    this.checkNetwork()
  }

  get isOffline(): boolean {
    return this.offline
  }

  /** Differs from what it was where a hidden app or a lost network may have disturbed the work since. */
  get revision(): number {
    return this.changeCount
  }

  get blockReason(): BlockReason | undefined {
    if (this.isHidden) return 'hidden'
    return this.offline ? 'offline' : undefined
  }

  /** @returns the function that stops listening */
  onChange(listener: () => void): () => void {
    const stopListening = this.changes.on(listener)
    this.scheduleCheck()
    return () => {
      stopListening()
      this.scheduleCheck()
    }
  }

  /** Resolves when requests can run. @throws CosError `Aborted` */
  async whenActive(signal: Signal): Promise<void> {
    while (this.blockReason) {
      let stopListening = () => {}
      const changed = new Promise<void>((resolve) => {
        stopListening = this.onChange(resolve)
      })
      await signal.race(changed).finally(stopListening)
    }
  }

  /** Somebody starts or resumes a transfer: people can do that only where the app is shown. */
  observeUse(): void {
    this.endHidingAfter(HIDDEN_GRACE_MS)
    this.checkNetwork()
  }

  /** The platform says that it has ended a request since the app is hidden. */
  observeInterruption(): void {
    if (this.mayBeHidden) this.hide()
  }

  /** Asks the platform: its event may come after the failures that it explains, or have been lost. */
  checkNetwork(): void {
    const { environment, platform } = this
    const asked = ++this.moment
    // Where it does not say, only trying tells.
    if (!platform.getNetworkType) return this.learn(asked, false)
    callPlatform(environment, {
      api: 'getNetworkType',
      timeout: NETWORK_TYPE_TIMEOUT_MS,
      resultField: 'networkType',
      start: (callbacks) => platform.getNetworkType && platform.getNetworkType(callbacks),
    }).then(
      ({ networkType }) => this.learn(asked, networkType === 'none'),
      () => this.learn(asked, false),
    )
  }

  /** A server has answered: there is a network; and long after hiding, the event of being shown was lost. */
  observeAnswer(): void {
    this.learn(++this.moment, false)
    this.endHidingAfter(HIDDEN_GRACE_MS)
  }

  private endHidingAfter(milliseconds: number): void {
    if (this.environment.now() - this.hiddenAt > milliseconds) this.setHidden(false)
  }

  private observeEvent(isOffline: boolean): void {
    this.learn(++this.moment, isOffline)
    if (isOffline && this.platform.getNetworkType) this.checkNetwork()
  }

  private hide(): void {
    this.hiddenAt = this.environment.now()
    this.mayBeHidden = true
    this.setHidden(true)
  }

  private show(): void {
    this.mayBeHidden = false
    this.setHidden(false)
    this.checkNetwork()
  }

  private setHidden(isHidden: boolean): void {
    if (this.isHidden === isHidden) return
    this.isHidden = isHidden
    this.change()
  }

  private learn(moment: number, isOffline: boolean): void {
    if (moment < this.lastKnown) return
    this.lastKnown = moment
    if (this.offline === isOffline) return
    this.offline = isOffline
    this.change()
  }

  private change(): void {
    this.changeCount++
    this.changes.emit()
    this.scheduleCheck()
  }

  /** While something waits, and no longer. */
  private scheduleCheck(): void {
    const { timers } = this.environment
    const isNeeded = this.blockReason !== undefined && this.changes.hasListeners
    if (isNeeded === (this.timer !== undefined)) return
    if (!isNeeded) {
      timers.clearTimeout(this.timer)
      this.timer = undefined
      return
    }
    this.timer = timers.setTimeout(() => {
      this.timer = undefined
      this.endHidingAfter(HIDDEN_MAX_MS)
      if (this.offline) this.checkNetwork()
      this.scheduleCheck()
    }, CHECK_MS)
  }
}
