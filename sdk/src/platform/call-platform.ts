import { CosError, isCosError } from '../errors/cos-error'
import { redact } from '../errors/redact'
import { asRecord, type UnknownRecord } from './as-record'
import type { Environment } from './environment'
import { noAnswerError, toPlatformError, type FailedCall, type PlatformErrorRules } from './platform-error'

/** What a function of the platform calls back. */
export interface Callbacks {
  success(result: unknown): void
  fail(failure: unknown): void
}

/** A call under way. */
export interface RunningCall {
  readonly isRunning: boolean
  /**
   * Rejects the call at once, whatever the platform does, and ends it there, where the platform can.
   * @param error - `Aborted`, unless it is another
   */
  abort(error?: CosError): void
}

/** One call of a function of the platform. */
export interface PlatformCall extends Omit<FailedCall, 'elapsed'> {
  /** Calls the function, and does nothing else. Returns what that returns: its task, a promise, or nothing. */
  readonly start: (callbacks: Callbacks) => unknown
  /** A field that each result has; without it, whatever a promise brings is a result. */
  readonly resultField?: string
  /** @default those of requests */
  readonly rules?: PlatformErrorRules
  /** A dialog is shown: it takes as long as the person takes, and no timer stands behind it. */
  readonly waitsForPerson?: boolean
  readonly onStart?: (call: RunningCall) => void
  /** Gets the platform's task, if there is any: any of its functions may be missing. */
  readonly onTask?: (task: unknown, call: RunningCall) => void
  /** Gets a result that came when the call was over. */
  readonly onLateResult?: (result: UnknownRecord) => void
}

/** Milliseconds that the platform gets beyond the limit that it was given, to say that it is reached. */
const GRACE_MS = 5000
/** Milliseconds for functions that take no limit: a large file is copied in seconds. */
const UNLIMITED_MS = 120_000

/**
 * Calls a function of the platform, and settles in any case: also where nothing is called back, where a promise comes
 * instead or as well, and where the function throws.
 * @throws CosError
 */
export function callPlatform(environment: Environment, call: PlatformCall): Promise<UnknownRecord> {
  return new Promise((resolve, reject) => new PendingCall(environment, call, resolve, reject).start())
}

class PendingCall implements RunningCall {
  isRunning = true
  /** It is over for us, though the platform may still be at it. */
  private isAbandoned = false
  private readonly startedAt: number
  private stopWatching = () => {}
  private task: unknown

  constructor(
    private readonly environment: Environment,
    private readonly call: PlatformCall,
    private readonly resolve: (result: UnknownRecord) => void,
    private readonly reject: (error: CosError) => void,
  ) {
    this.startedAt = environment.now()
  }

  start(): void {
    const { environment, call } = this
    const { api, timeout, start, onStart } = call
    const limit = timeout === undefined ? UNLIMITED_MS : timeout + GRACE_MS
    if (!call.waitsForPerson) this.stopWatching = watch(environment, limit, () => this.abort(noAnswerError(call)))
    try {
      this.take(start({ success: (result) => this.succeed(result), fail: (failure) => this.fail(failure) }))
    } catch (thrown) {
      if (this.end()) this.reject(thrownError(api, thrown))
    }
    if (onStart) onStart(this)
  }

  abort(error = new CosError('Aborted', `The call of ${this.call.api} was stopped`)): void {
    if (!this.end()) return
    this.isAbandoned = true
    this.reject(error)
    tryToCall(this.task, 'abort')
  }

  /** What the function returns is a task, or a promise of the result or of the task; either may be both. */
  private take(returned: unknown): void {
    const { call } = this
    this.task = returned
    if (this.isAbandoned) tryToCall(returned, 'abort')
    else if (call.onTask) call.onTask(returned, this)
    if (!isPromise(returned)) return
    returned.then(
      (value) => (isResult(call, value) ? this.succeed(value) : this.take(value)),
      (failure) => this.fail(failure),
    )
  }

  private succeed(result: unknown): void {
    const { onLateResult } = this.call
    if (this.end()) this.resolve(asRecord(result))
    else if (this.isAbandoned && onLateResult) onLateResult(asRecord(result))
  }

  private fail(failure: unknown): void {
    const elapsed = this.environment.now() - this.startedAt
    const failed = Object.assign({}, this.call, { elapsed })
    if (this.end()) this.reject(toPlatformError(failure, failed, this.call.rules))
  }

  /** @returns whether it was running */
  private end(): boolean {
    if (!this.isRunning) return false
    this.isRunning = false
    this.stopWatching()
    return true
  }
}

/**
 * A timer for a time in which something has to happen. Timers and answers that a sleeping app has missed come at once, in
 * any order: then the answer gets its chance.
 * @returns the function that stops it
 */
function watch({ timers, now }: Environment, milliseconds: number, onOver: () => void): () => void {
  let timer: unknown
  const start = (wait: number) => {
    const due = now() + wait
    timer = timers.setTimeout(() => (now() > due + GRACE_MS ? start(GRACE_MS) : onOver()), wait)
  }
  start(milliseconds)
  return () => timers.clearTimeout(timer)
}

function isResult({ resultField }: PlatformCall, value: unknown): boolean {
  return resultField === undefined || asRecord(value)[resultField] !== undefined
}

/** A platform that throws does not work as `wx` does: that is no failure of the network, and trying again is useless. */
function thrownError(api: string, thrown: unknown): CosError {
  if (isCosError(thrown)) return thrown
  return new CosError('Unsupported', `The platform threw when ${api} was called: ${redact(thrown)}`, {
    hint: 'Correct what is handed in as the option wx: its functions have to work as those of wx do.',
  })
}

/** Calls a function that not every platform has; where it cannot be called, it is as if there were none. */
export function tryToCall(target: unknown, name: string, ...parameters: unknown[]): void {
  try {
    Object(target)[name](...parameters)
  } catch {
    // A convenience that fails is one that is missing.
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof Object(value).then === 'function'
}
