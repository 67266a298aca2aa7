import type { ClientContext } from '../request/client-context'
import { toCosError } from '../errors/cos-error'
import type { TransferProgress, TransferState, TransferTask } from '../types/transfers'
import { createListeners } from './emitter'
import { aborted, createSignal, type Signal } from './abort-signal'
import { createMeter, type Meter } from './progress'
import type { Traffic } from './runtime'

/** What a task hands to its transfer for one run, which a pause ends. */
export interface Run extends Pick<Meter, 'report' | 'start'> {
  readonly signal: Signal
  /** Its place among all transfers. */
  readonly order: number
}

/** One file on its way, whichever task is at it. */
export interface Transfer<Result> {
  readonly context: ClientContext
  readonly traffic: Traffic
  readonly params: { readonly onProgress?: (progress: TransferProgress) => void }
  /** Goes on from where it stands. @throws CosError */
  run(run: Run): Promise<Result>
  /** Nobody wants it any more: leaves nothing behind. @param ended - resolves when it does not run any more */
  discard(ended: Promise<void>): void
  /** The task that has not ended. */
  task?: TransferTask<Result>
  /** Resolves when nothing of it runs any more. */
  ended?: Promise<void>
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }
type Steering<Result> = Writable<Omit<TransferTask<Result>, keyof Promise<Result>>>

type Outcome = 'done' | 'failed' | 'aborted'

/** Starts a transfer as soon as it is its turn: runs it, again after each pause, until it has ended or is not wanted. */
export function startTask<Result>(transfer: Transfer<Result>): TransferTask<Result> {
  const { lifecycle, turns } = transfer.traffic
  const order = ++transfer.traffic.lastOrder
  const [onStateChange, tellState] = createListeners<TransferState>()
  const [addProgress, tellProgress] = createListeners<TransferProgress>()
  const meter = createMeter(transfer.context.environment.now, tellProgress)
  if (transfer.params.onProgress) addProgress(transfer.params.onProgress)

  /** Of the run that is not over. */
  let signal: Signal | undefined
  /** The caller's own pause. */
  let own: 'caller' | undefined
  /** Whether that run has got its turn. */
  let isRunning = false
  let outcome: Outcome | undefined
  let forget: () => void
  let resolve: (result: Result) => void
  let reject: (error: Error) => void

  const update = () => {
    const before = task.state
    task.pauseReason = outcome ? undefined : own || lifecycle.obstacle()
    task.state = outcome || (task.pauseReason ? 'paused' : isRunning ? 'running' : 'waiting')
    // What is in flight is lost with the network, though the platform may take a minute to say so. What is in flight
    // when the app is hidden may still arrive.
    if (signal) {
      if (outcome || own || lifecycle.offline) signal.stop()
    } else if (!outcome && !task.pauseReason) transfer.ended = run(transfer.ended)
    if (task.state !== before) tellState(task.state)
  }
  const end = <Value>(how: Outcome, settle: (value: Value) => void, value: Value) => {
    if (outcome) return
    outcome = how
    transfer.task = undefined
    forget()
    settle(value)
    update()
  }
  const run = async (before?: Promise<void>) => {
    const current = (signal = createSignal())
    try {
      await before
      const result = await turns(order, current, () => {
        isRunning = true
        update()
        meter.start()
        return transfer.run(Object.assign({ signal: current, order }, meter))
      })
      meter.finish()
      end('done', resolve, result)
    } catch (thrown) {
      if (!current.stopped) end('failed', reject, toCosError(thrown))
    }
    signal = undefined
    isRunning = false
    update()
  }

  const steering: Steering<Result> = {
    state: 'waiting',
    onProgress: addProgress,
    onStateChange,
    pause() {
      own = 'caller'
      update()
    },
    resume() {
      own = undefined
      update()
    },
    abort() {
      // What it has left belongs to the task that goes on with it; what is done has left nothing.
      if (outcome && (transfer.task || outcome === 'done')) return
      end('aborted', reject, aborted())
      transfer.discard(Promise.resolve(transfer.ended))
    },
    retry: () => transfer.task || startTask(transfer),
  }
  const promise = new Promise<Result>((...settle) => ([resolve, reject] = settle))
  // Whoever only listens to states is not to be told of a rejection that nobody has handled.
  promise.catch(() => {})
  const task = (transfer.task = Object.assign(promise, steering))
  const listen = () => {
    forget = lifecycle.changed.onStop(listen)
    update()
  }
  listen()
  return task
}
