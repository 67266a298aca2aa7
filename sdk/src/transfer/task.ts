import { toCosError } from '../errors/cos-error'
import type { ClientContext } from '../request/client-context'
import type { TransferProgress, TransferState, TransferTask } from '../types/transfers'
import { abortedError, Signal } from './abort-signal'
import { Emitter } from './emitter'
import { ProgressMeter } from './progress'
import type { TransferRuntime } from './shared-runtime'
import { isEnd, TRANSITIONS, type TaskEvent } from './task-state'

/** What a task hands to its transfer for one run, which a pause ends. */
export interface Run {
  /** With the login of the moment when the task was started. */
  readonly context: ClientContext
  readonly signal: Signal
  /** Its place among all transfers. */
  readonly priority: number
  readonly progress: Pick<ProgressMeter, 'start' | 'report'>
}

/** One file on its way, whichever task is at it. */
export interface Transfer<Result> {
  readonly runtime: TransferRuntime
  /** With the login of now. */
  readonly currentContext: () => ClientContext
  readonly onProgress: ((progress: TransferProgress) => void) | undefined
  /** Goes on from where it stands. After a stop nothing more may be sent. @throws CosError */
  run(run: Run): Promise<Result>
  /** It has arrived: what was kept for another try is not needed any more. */
  complete(context: ClientContext): void
  /** It has failed: whoever transfers the same may go on with it. */
  release(context: ClientContext): void
  /** Nobody wants it any more: leaves nothing behind. */
  discard(context: ClientContext): void
}

/** Starts a transfer as soon as it is its turn: runs it, again after each pause, until it has ended or is not wanted. */
export function startTask<Result>(transfer: Transfer<Result>): TransferTask<Result> {
  return createTask(transfer, {})
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** The tasks of one transfer: the first, and those that `retry()` has made. */
interface TaskFamily<Result> {
  /** The one that has not ended. */
  active?: TransferTask<Result> | undefined
}

interface RunState {
  readonly signal: Signal
  /** Whether the queue has given the run a place. */
  hasPlace: boolean
}

/** Carries out the transitions of `task-state.ts`. */
function createTask<Result>(transfer: Transfer<Result>, family: TaskFamily<Result>): TransferTask<Result> {
  const { appState, transferQueue } = transfer.runtime
  const context = transfer.currentContext()
  const priority = transfer.runtime.nextPriority()
  const states = new Emitter<TransferState>()
  const progress = new Emitter<TransferProgress>()
  const meter = new ProgressMeter(context.environment.now, (told) => progress.emit(told))
  let isPausedByCaller = false
  /** The run that has not ended; stopped ones are no concern of the task any more. */
  let run: RunState | undefined
  let resolve: (result: Result) => void = () => {}
  let reject: (error: Error) => void = () => {}
  const promise = new Promise<Result>((onResult, onError) => {
    resolve = onResult
    reject = onError
  })
  // Whoever only listens to states is not to be told of a rejection that nobody has handled.
  promise.catch(() => {})

  /** What the caller holds. */
  const task: Writable<TransferTask<Result>> = Object.assign(promise, {
    state: 'waiting' as TransferState,
    onProgress: (listener: (progress: TransferProgress) => void) => progress.on(listener),
    onStateChange: (listener: (state: TransferState) => void) => states.on(listener),
    pause() {
      isPausedByCaller = true
      update()
    },
    resume() {
      isPausedByCaller = false
      if (!isEnd(task.state)) appState.observeUserAction()
      update()
    },
    abort() {
      dispatch('abort', () => reject(abortedError()))
      // What is done has left nothing, and what a failed task has left may belong to the one that goes on with it.
      if (task.state !== 'done' && !family.active) transfer.discard(context)
    },
    retry: () => family.active || createTask(transfer, family),
  })

  /** Pauses or goes on, as the caller, the app and the network have it. */
  function update(): void {
    if (isEnd(task.state)) return
    const reason = isPausedByCaller ? 'caller' : appState.blockReason
    task.pauseReason = reason
    // What is in flight is lost with the network, though the platform may take a minute to say so. What is in flight
    // when the app is hidden may still arrive.
    if (isPausedByCaller || appState.isOffline) stopRun()
    if (reason) dispatch('pause')
    else dispatch(run && run.hasPlace ? 'continue' : 'resume', startRun)
  }

  /** Changes the state, where the event means something in it. @param effect - what happens then, before anybody hears */
  function dispatch(event: TaskEvent, effect: () => void = () => {}): void {
    const next = TRANSITIONS[task.state][event]
    if (!next) return
    task.state = next
    effect()
    if (isEnd(next)) end()
    states.emit(next)
  }

  function end(): void {
    task.pauseReason = undefined
    family.active = undefined
    stopRun()
    stopListening()
  }

  function startRun(): void {
    if (run) return
    const signal = new Signal()
    const started: RunState = { signal, hasPlace: false }
    run = started
    const work = () => {
      started.hasPlace = true
      meter.start()
      dispatch('start')
      return transfer.run({ context, signal, priority, progress: meter })
    }
    transferQueue.run(priority, signal, work).then(
      (result) => {
        if (!signal.aborted) succeed(result)
      },
      (thrown: unknown) => {
        if (!signal.aborted) fail(thrown)
      },
    )
  }

  function stopRun(): void {
    const stopped = run
    run = undefined
    if (stopped) stopped.signal.abort()
  }

  function succeed(result: Result): void {
    transfer.complete(context)
    dispatch('succeed', () => {
      meter.finish()
      resolve(result)
    })
  }

  function fail(thrown: unknown): void {
    transfer.release(context)
    dispatch('fail', () => reject(toCosError(thrown)))
  }

  if (transfer.onProgress) progress.on(transfer.onProgress)
  family.active = task
  const stopListening = appState.onChange(update)
  appState.observeUserAction()
  update()
  if (task.state === 'waiting') startRun()
  return task
}
