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
  readonly runtime: TransferRuntime
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
  return new Task(transfer, {}).handle
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** The tasks of one transfer: the first, and those that `retry()` has made. */
interface TaskFamily<Result> {
  /** The one that has not ended. */
  active?: TransferTask<Result>
}

interface RunState {
  readonly signal: Signal
  /** Whether the queue has given the run a place. */
  hasPlace: boolean
}

/** Carries out the transitions of `task-state.ts`. */
class Task<Result> {
  /** What the caller holds. */
  readonly handle: Writable<TransferTask<Result>>
  private readonly context: ClientContext
  private readonly priority: number
  private readonly states = new Emitter<TransferState>()
  private readonly progress = new Emitter<TransferProgress>()
  private readonly meter: ProgressMeter
  private isPausedByCaller = false
  /** The run that has not ended; stopped ones are no concern of the task any more. */
  private run: RunState | undefined
  private readonly stopListening: () => void
  private resolve: (result: Result) => void = () => {}
  private reject: (error: Error) => void = () => {}

  constructor(
    private readonly transfer: Transfer<Result>,
    private readonly family: TaskFamily<Result>,
  ) {
    const { appState } = transfer.runtime
    this.context = transfer.currentContext()
    this.priority = transfer.runtime.nextPriority()
    this.meter = new ProgressMeter(this.context.environment.now, (progress) => this.progress.emit(progress))
    if (transfer.onProgress) this.progress.on(transfer.onProgress)
    this.handle = family.active = this.createHandle()
    this.stopListening = appState.onChange(() => this.update())
    appState.observeUserAction()
    this.update()
    if (this.handle.state === 'waiting') this.startRun()
  }

  private createHandle(): Writable<TransferTask<Result>> {
    const promise = new Promise<Result>((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    // Whoever only listens to states is not to be told of a rejection that nobody has handled.
    promise.catch(() => {})
    return Object.assign(promise, {
      state: 'waiting' as TransferState,
      onProgress: (listener: (progress: TransferProgress) => void) => this.progress.on(listener),
      onStateChange: (listener: (state: TransferState) => void) => this.states.on(listener),
      pause: () => this.pause(),
      resume: () => this.resume(),
      abort: () => this.abort(),
      retry: () => this.retry(),
    })
  }

  private pause(): void {
    this.isPausedByCaller = true
    this.update()
  }

  private resume(): void {
    this.isPausedByCaller = false
    if (!isEnd(this.handle.state)) this.transfer.runtime.appState.observeUserAction()
    this.update()
  }

  private abort(): void {
    const { family, transfer } = this
    this.dispatch('abort', () => this.reject(abortedError()))
    // What is done has left nothing, and what a failed task has left may belong to the one that goes on with it.
    if (this.handle.state !== 'done' && !family.active) transfer.discard(this.context)
  }

  private retry(): TransferTask<Result> {
    return this.family.active || new Task(this.transfer, this.family).handle
  }

  /** Pauses or goes on, as the caller, the app and the network have it. */
  private update(): void {
    if (isEnd(this.handle.state)) return
    const { appState } = this.transfer.runtime
    const reason = this.isPausedByCaller ? 'caller' : appState.blockReason
    this.handle.pauseReason = reason
    // What is in flight is lost with the network, though the platform may take a minute to say so. What is in flight
    // when the app is hidden may still arrive.
    if (this.isPausedByCaller || appState.isOffline) this.stopRun()
    if (reason) this.dispatch('pause')
    else this.dispatch(this.run && this.run.hasPlace ? 'continue' : 'resume', () => this.startRun())
  }

  /** Changes the state, where the event means something in it. @param effect - what happens then, before anybody hears */
  private dispatch(event: TaskEvent, effect: () => void = () => {}): void {
    const next = TRANSITIONS[this.handle.state][event]
    if (!next) return
    this.handle.state = next
    effect()
    if (isEnd(next)) this.end()
    this.states.emit(next)
  }

  private end(): void {
    this.handle.pauseReason = undefined
    this.family.active = undefined
    this.stopRun()
    this.stopListening()
  }

  private startRun(): void {
    if (this.run) return
    const { transfer, context, priority, meter: progress } = this
    const { runtime } = transfer
    const signal = new Signal()
    const run: RunState = { signal, hasPlace: false }
    this.run = run
    const work = () => {
      run.hasPlace = true
      progress.start()
      this.dispatch('start')
      return transfer.run({ context, runtime, signal, priority, progress })
    }
    runtime.transferQueue.run(priority, signal, work).then(
      (result) => this.succeed(signal, result),
      (thrown: unknown) => this.fail(signal, thrown),
    )
  }

  private stopRun(): void {
    const { run } = this
    this.run = undefined
    if (run) run.signal.abort()
  }

  private succeed(signal: Signal, result: Result): void {
    if (signal.aborted) return
    this.transfer.complete(this.context)
    this.dispatch('succeed', () => {
      this.meter.finish()
      this.resolve(result)
    })
  }

  private fail(signal: Signal, thrown: unknown): void {
    if (signal.aborted) return
    this.transfer.release(this.context)
    this.dispatch('fail', () => this.reject(toCosError(thrown)))
  }
}
