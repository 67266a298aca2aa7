import { canTellNetwork, isConnected, listenToApp } from '../platform/app-events'
import type { Environment } from '../platform/environment'
import type { Signal } from './abort-signal'
import { Emitter } from './emitter'

/** How often it is looked whether what blocks the work has ended. */
const CHECK_MS = 10_000
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
  private isHidden = false
  /** It was hidden, and no event has said that it is shown. */
  private mayBeHidden = false
  private offline = false
  private hiddenAt = 0
  private readonly changes = new Emitter<void>()
  private numberOfChanges = 0
  /** Numbers questions, events and answers in the order in which they happen. */
  private sequence = 0
  /** The number of the newest thing known of the network: answers to older questions are out of date. */
  private newestKnown = 0
  private timer: unknown

  constructor(private readonly environment: Environment) {
    listenToApp(environment, {
      onHide: () => this.hide(),
      onShow: () => this.show(),
      onNetworkChange: (connected) => this.observeEvent(!connected),
    })
    this.checkNetwork()
  }

  get isOffline(): boolean {
    return this.offline
  }

  /** Counts hiding, showing, losing and finding the network: a failure across one of these proves nothing. */
  get changeCount(): number {
    return this.numberOfChanges
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
  observeUserAction(): void {
    this.endHidingAfter(HIDDEN_GRACE_MS)
    this.checkNetwork()
  }

  /** The platform says that it has ended a request since the app is hidden. */
  observeInterruption(): void {
    if (this.mayBeHidden) this.hide()
  }

  /** Asks the platform: its event may come after the failures that it explains, or have been lost. */
  checkNetwork(): void {
    const asked = ++this.sequence
    if (!canTellNetwork(this.environment)) return this.learnNetwork(asked, false)
    isConnected(this.environment).then(
      (connected) => this.learnNetwork(asked, !connected),
      () => this.learnNetwork(asked, false),
    )
  }

  /** A server has answered: there is a network; and long after hiding, the event of being shown was lost. */
  observeAnswer(): void {
    this.learnNetwork(++this.sequence, false)
    this.endHidingAfter(HIDDEN_GRACE_MS)
  }

  private endHidingAfter(milliseconds: number): void {
    if (this.environment.now() - this.hiddenAt > milliseconds) this.setHidden(false)
  }

  private observeEvent(isOffline: boolean): void {
    this.learnNetwork(++this.sequence, isOffline)
    if (isOffline && canTellNetwork(this.environment)) this.checkNetwork()
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

  private learnNetwork(sequence: number, isOffline: boolean): void {
    if (sequence < this.newestKnown) return
    this.newestKnown = sequence
    if (this.offline === isOffline) return
    this.offline = isOffline
    this.change()
  }

  private change(): void {
    this.numberOfChanges++
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
