import type { Core } from '../core'
import { CosError, invalidArgument, isCosError } from '../errors'
import { warn } from '../platform/globals'
import { redact } from '../redact'
import type { TransferProgress, TransferState, TransferTask } from '../types'
import { Signal } from './signal'
import { Speedometer } from './speed'
import type { Traffic } from './traffic'

/** What a task hands to its work for one run, which a pause ends. */
export interface Run {
  readonly signal: Signal
  /** Its place among all transfers. */
  readonly order: number
  /** Tells how many bytes are confirmed; all of them are only once the work has ended well. */
  report(loaded: number, total: number): void
}

/** What a task drives. */
export interface Work<Result> {
  /** Goes on from where it stands. @throws CosError, Stopped */
  run(run: Run): Promise<Result>
  /** Another task is to go on with it. */
  renew(): void
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

/** Starts work as soon as it is its turn. @param after - what has to end before */
export function startTask<Result>(parts: TaskParts<Result>, after?: Promise<void>): TransferTask<Result> {
  const driver = new Driver(parts)
  let next: TransferTask<Result> | undefined
  const steering: Steering<Result> = {
    state: driver.state,
    pauseReason: driver.pauseReason,
    onProgress: (listener) => driver.progress.add(listener),
    onStateChange: (listener) => driver.states.add(listener),
    pause: () => driver.setPaused(true),
    resume: () => driver.setPaused(false),
    // What it has left belongs to the task that goes on with it.
    abort: () => (next ? undefined : driver.abort()),
    retry: () => {
      if (!isEnded(driver.state)) throw invalidArgument('Only a task that has ended can be retried', driver.state)
      if (next) return isEnded(next.state) ? next.retry() : next
      parts.work.renew()
      return (next = startTask(parts, driver.ended))
    },
  }
  const task = Object.assign(driver.promise, steering)
  driver.onUpdate = () => {
    task.state = driver.state
    task.pauseReason = driver.pauseReason
  }
  driver.start(after)
  return task
}

function isEnded(state: TransferState): boolean {
  return state === 'done' || state === 'failed' || state === 'aborted'
}

/** Runs the work, again after each pause, until it has ended or is not wanted any more. */
class Driver<Result> {
  readonly promise: Promise<Result>
  readonly progress = new Listeners<TransferProgress>()
  readonly states = new Listeners<TransferState>()
  state: TransferState = 'waiting'
  pauseReason: TransferTask<Result>['pauseReason']
  onUpdate: () => void = () => undefined
  /** Nothing of it runs any more. */
  ended: Promise<void> = Promise.resolve()

  private readonly order: number
  private readonly meter: ProgressMeter
  private signal = new Signal()
  private paused = false
  private running = false
  private outcome: 'done' | 'failed' | 'aborted' | undefined
  private wake: () => void = () => undefined
  private resolve: (result: Result) => void = () => undefined
  private reject: (error: CosError) => void = () => undefined
  private forget: () => void = () => undefined

  constructor(private readonly parts: TaskParts<Result>) {
    const { core, traffic, onProgress } = parts
    this.order = traffic.nextOrder()
    this.meter = new ProgressMeter(core.now, (progress) => this.progress.tell(progress))
    if (onProgress) this.progress.add(onProgress)
    this.promise = new Promise<Result>((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    // Whoever only listens to states is not to be told of a rejection that nobody has handled.
    this.promise.catch(() => undefined)
  }

  private get settled(): boolean {
    return this.outcome !== undefined
  }

  start(after: Promise<void> | undefined): void {
    const { lifecycle } = this.parts.traffic
    this.forget = lifecycle.onChange(() => {
      // What is in flight is lost with the network, though the platform may take a minute to say so. What is in flight
      // when the app is hidden may still arrive.
      if (lifecycle.isOffline) this.signal.stop()
      this.update()
    })
    this.update()
    this.ended = this.drive(after)
  }

  setPaused(paused: boolean): void {
    if (this.settled) return
    this.paused = paused
    if (paused) this.signal.stop()
    this.update()
  }

  abort(): void {
    if (this.outcome === 'done' || this.outcome === 'aborted') return
    this.settle('aborted', () => this.reject(new CosError('Aborted', 'The transfer was aborted')))
    this.parts.work.discard(this.ended)
  }

  private async drive(after: Promise<void> | undefined): Promise<void> {
    // The caller gets the task before anything happens to it.
    await after
    while (!this.settled) {
      await this.unpaused()
      if (!this.settled) await this.runOnce()
    }
  }

  private async runOnce(): Promise<void> {
    const signal = (this.signal = new Signal())
    const { traffic, work } = this.parts
    try {
      const result = await traffic.turns.run(this.order, signal, () => {
        this.setRunning(true)
        this.meter.start()
        return work.run({ signal, order: this.order, report: (...confirmed) => this.meter.report(...confirmed) })
      })
      this.meter.finish()
      this.settle('done', () => this.resolve(result))
    } catch (thrown) {
      if (!signal.stopped) this.settle('failed', () => this.reject(toCosError(thrown)))
    }
    this.setRunning(false)
  }

  private unpaused(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
      this.update()
    })
  }

  private setRunning(running: boolean): void {
    this.running = running
    this.update()
  }

  private settle(outcome: 'done' | 'failed' | 'aborted', tell: () => void): void {
    if (this.settled) return
    this.outcome = outcome
    this.forget()
    this.signal.stop()
    tell()
    this.update()
  }

  private update(): void {
    this.pauseReason = this.settled ? undefined : this.paused ? 'caller' : this.parts.traffic.lifecycle.obstacle
    const before = this.state
    this.state = this.outcome ?? (this.pauseReason ? 'paused' : this.running ? 'running' : 'waiting')
    this.onUpdate()
    if (!this.pauseReason) this.wake()
    if (this.state !== before) this.states.tell(this.state)
  }
}

/** Progress as callers see it: never less than before, and complete exactly once, at the end. */
class ProgressMeter {
  private readonly speedometer: Speedometer
  private loaded = 0
  private total = 0

  constructor(
    now: () => number,
    private readonly tell: (progress: TransferProgress) => void,
  ) {
    this.speedometer = new Speedometer(now)
  }

  start(): void {
    this.speedometer.start(this.loaded)
  }

  report(loaded: number, total: number): void {
    this.total = total
    if (loaded <= this.loaded || loaded >= total) return
    this.loaded = loaded
    this.tell({ loaded, total, speed: this.speedometer.read(loaded) })
  }

  finish(): void {
    const { total } = this
    this.tell({ loaded: total, total, speed: this.speedometer.read(total) })
  }
}

class Listeners<Event> {
  private readonly list = new Set<(event: Event) => void>()

  add(listener: (event: Event) => void): () => void {
    this.list.add(listener)
    return () => this.list.delete(listener)
  }

  /** A listener that throws harms neither the transfer nor the other listeners. */
  tell(event: Event): void {
    for (const listener of this.list) {
      try {
        listener(event)
      } catch (thrown) {
        warn(`a listener of a transfer threw ${redact(String(thrown))}`)
      }
    }
  }
}

/** Anything else than a `CosError` is a mistake in this package, or in a platform that throws where it should call back. */
function toCosError(thrown: unknown): CosError {
  return isCosError(thrown) ? thrown : new CosError('ServiceError', `Unexpected: ${redact(String(thrown))}`)
}
