import type { Core } from '../core'
import { invalidArgument, toCosError } from '../errors'
import type { TransferProgress, TransferState, TransferTask } from '../types'
import { createListeners } from './listeners'
import { aborted, createSignal, type Signal } from './signal'
import { createMeter } from './speed'
import type { Traffic } from './traffic'

/** What a task hands to its work for one run, which a pause ends. */
export interface Run {
  readonly signal: Signal
  /** Its place among all transfers. */
  readonly order: number
  /** Tells how many bytes are confirmed; all of them are only once the work has ended well. */
  report: (loaded: number, total: number) => void
}

/** What a task drives. */
export interface Work<Result> {
  /** Goes on from where it stands. @throws CosError */
  run(run: Run): Promise<Result>
  /** Another task is to go on with it. */
  renew: () => void
  /** Nobody wants it any more: leaves nothing behind. @param ended - resolves when it does not run any more */
  discard(ended: Promise<void>): void
}

/** What a task is made of. */
export interface TaskParts<Result> {
  core: Core
  traffic: Traffic
  work: Work<Result>
  onProgress?: (progress: TransferProgress) => void
}

type Steering<Result> = {
  -readonly [Name in Exclude<keyof TransferTask<Result>, keyof Promise<Result>>]: TransferTask<Result>[Name]
}

type Outcome = 'done' | 'failed' | 'aborted'

/**
 * Starts work as soon as it is its turn: runs it, again after each pause, until it has ended or is not wanted any more.
 * @param after - what has to end before
 */
export function startTask<Result>(parts: TaskParts<Result>, after?: Promise<void>): TransferTask<Result> {
  const { core, traffic, work, onProgress } = parts
  const { lifecycle } = traffic
  const order = traffic.nextOrder()
  const states = createListeners<TransferState>()
  const progress = createListeners<TransferProgress>()
  const meter = createMeter(core.now, progress.tell)
  if (onProgress) progress.add(onProgress)

  let signal = createSignal()
  let isPaused = false
  let isRunning = false
  let outcome: Outcome | undefined
  let next: TransferTask<Result> | undefined
  let wake = () => {}
  let resolve: (result: Result | Promise<never>) => void = () => {}

  const update = () => {
    const before = task.state
    task.pauseReason = outcome ? undefined : isPaused ? 'caller' : lifecycle.obstacle()
    task.state = outcome || (task.pauseReason ? 'paused' : isRunning ? 'running' : 'waiting')
    if (!task.pauseReason) wake()
    if (task.state !== before) states.tell(task.state)
  }
  const setPaused = (paused: boolean) => {
    if (outcome) return
    isPaused = paused
    if (paused) signal.stop()
    update()
  }
  const settle = (how: Outcome, result: () => Result | Promise<never>) => {
    if (outcome) return
    outcome = how
    forget()
    signal.stop()
    resolve(result())
    update()
  }
  const fail = (how: Outcome, error: Error) => settle(how, () => Promise.reject(error))
  const runOnce = async () => {
    const current = (signal = createSignal())
    const run = { signal, order, report: meter.report }
    try {
      const result = await traffic.turns(order, signal, () => {
        isRunning = true
        update()
        meter.start()
        return work.run(run)
      })
      meter.finish()
      settle('done', () => result)
    } catch (thrown) {
      if (!current.stopped) fail('failed', toCosError(thrown))
    }
    isRunning = false
    update()
  }
  const drive = async () => {
    // The caller gets the task before anything happens to it.
    await after
    while (!outcome) {
      await new Promise<void>((woken) => {
        wake = woken
        update()
      })
      // It may have been paused once more since it was woken.
      if (!outcome && !task.pauseReason) await runOnce()
    }
  }

  const steering: Steering<Result> = {
    state: 'waiting',
    pauseReason: undefined,
    onProgress: progress.add,
    onStateChange: states.add,
    pause: () => setPaused(true),
    resume: () => setPaused(false),
    abort() {
      // What it has left belongs to the task that goes on with it.
      if (next || outcome === 'done' || outcome === 'aborted') return
      fail('aborted', aborted())
      work.discard(ended)
    },
    retry() {
      if (!outcome) throw invalidArgument('Only a task that has ended can be retried', task.state)
      if (next) return isEnded(next.state) ? next.retry() : next
      work.renew()
      return (next = startTask(parts, ended))
    },
  }
  const promise = new Promise<Result>((settled) => (resolve = settled))
  // Whoever only listens to states is not to be told of a rejection that nobody has handled.
  promise.catch(() => {})
  const task = Object.assign(promise, steering)
  const forget = lifecycle.onChange(() => {
    // What is in flight is lost with the network, though the platform may take a minute to say so. What is in flight
    // when the app is hidden may still arrive.
    if (lifecycle.offline) signal.stop()
    update()
  })
  update()
  /** Resolves when nothing of it runs any more. */
  const ended = drive()
  return task
}

function isEnded(state: TransferState): boolean {
  return /^(done|failed|aborted)$/.test(state)
}
