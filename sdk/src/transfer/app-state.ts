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
export interface AppState {
  readonly isOffline: boolean
  readonly blockReason: BlockReason | undefined
  /** Counts hiding, showing, losing and finding the network: a failure across one of these proves nothing. */
  readonly changeCount: number
  /** @returns the function that stops listening */
  onChange(listener: () => void): () => void
  /** Resolves when requests can run. @throws CosError `Aborted` */
  whenActive(signal: Signal): Promise<void>
  /** Somebody starts or resumes a transfer: people can do that only where the app is shown. */
  observeUserAction(): void
  /** The platform says that it has ended a request since the app is hidden. */
  observeInterruption(): void
  /** A server has answered: there is a network; and long after hiding, the event of being shown was lost. */
  observeAnswer(): void
  /** Asks the platform: its event may come after the failures that it explains, or have been lost. */
  checkNetwork(): void
}

export function createAppState(environment: Environment): AppState {
  const { now, timers } = environment
  const changes = new Emitter<void>()
  let changeCount = 0
  let isHidden = false
  /** It was hidden, and no event has said that it is shown. */
  let mayBeHidden = false
  let hiddenAt = 0
  let isOffline = false
  /** Numbers questions, events and answers in the order in which they happen. */
  let sequence = 0
  /** The number of the newest thing known of the network: answers to older questions are out of date. */
  let newestKnown = 0
  let timer: unknown

  function blockReason(): BlockReason | undefined {
    if (isHidden) return 'hidden'
    return isOffline ? 'offline' : undefined
  }

  function setHidden(hidden: boolean): void {
    if (isHidden === hidden) return
    isHidden = hidden
    change()
  }

  function hide(): void {
    hiddenAt = now()
    mayBeHidden = true
    setHidden(true)
  }

  function endHidingAfter(milliseconds: number): void {
    if (now() - hiddenAt > milliseconds) setHidden(false)
  }

  function learnNetwork(number: number, offline: boolean): void {
    if (number < newestKnown) return
    newestKnown = number
    if (isOffline === offline) return
    isOffline = offline
    change()
  }

  function checkNetwork(): void {
    const asked = ++sequence
    if (!canTellNetwork(environment)) return learnNetwork(asked, false)
    isConnected(environment).then(
      (connected) => learnNetwork(asked, !connected),
      () => learnNetwork(asked, false),
    )
  }

  function change(): void {
    changeCount++
    changes.emit()
    scheduleCheck()
  }

  /** While something is blocked and somebody waits for that to end, and no longer. */
  function scheduleCheck(): void {
    timers.clearTimeout(timer)
    if (blockReason() && changes.hasListeners) timer = timers.setTimeout(check, CHECK_MS)
  }

  function check(): void {
    endHidingAfter(HIDDEN_MAX_MS)
    if (isOffline) checkNetwork()
    scheduleCheck()
  }

  function onChange(listener: () => void): () => void {
    const stopListening = changes.on(listener)
    scheduleCheck()
    return () => {
      stopListening()
      scheduleCheck()
    }
  }

  listenToApp(environment, {
    onHide: hide,
    onShow() {
      mayBeHidden = false
      setHidden(false)
      checkNetwork()
    },
    onNetworkChange(connected) {
      learnNetwork(++sequence, !connected)
      if (!connected && canTellNetwork(environment)) checkNetwork()
    },
  })
  checkNetwork()

  return {
    get isOffline() {
      return isOffline
    },
    get blockReason() {
      return blockReason()
    },
    get changeCount() {
      return changeCount
    },
    onChange,
    async whenActive(signal) {
      while (blockReason()) {
        let stopListening = () => {}
        const changed = new Promise<void>((resolve) => {
          stopListening = onChange(resolve)
        })
        await signal.race(changed).finally(stopListening)
      }
    },
    observeUserAction() {
      endHidingAfter(HIDDEN_GRACE_MS)
      checkNetwork()
    },
    observeInterruption() {
      if (mayBeHidden) hide()
    },
    observeAnswer() {
      learnNetwork(++sequence, false)
      endHidingAfter(HIDDEN_GRACE_MS)
    },
    checkNetwork,
  }
}
