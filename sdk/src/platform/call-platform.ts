import { CosError, isCosError, toCosError } from '../errors/cos-error'
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
  /** Rejects it with `Aborted` at once, whatever the platform does, and ends it there, where the platform can. */
  abort(): void
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
  /** For events of the platform's task, such as `onProgressUpdate`, where the task has them. */
  readonly listeners?: Readonly<Record<string, (event: UnknownRecord) => void>>
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

/** `abandoned`: nobody waits for what the platform may still say. */
type State = 'running' | 'settled' | 'abandoned'

class PendingCall implements RunningCall {
  private state: State = 'running'
  private readonly startedAt: number
  private timer: unknown
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
    const { call } = this
    if (!call.waitsForPerson) this.watch(call.timeout === undefined ? UNLIMITED_MS : call.timeout + GRACE_MS)
    try {
      this.adopt(call.start({ success: (result) => this.succeed(result), fail: (failure) => this.fail(failure) }))
    } catch (thrown) {
      if (this.end('settled')) this.reject(thrownError(call.api, thrown))
    }
    if (call.onStart) call.onStart(this)
  }

  abort(): void {
    this.abandon(new CosError('Aborted', `The call of ${this.call.api} was stopped`))
  }

  /** Timers and answers that a sleeping app has missed come at once, in any order: then the answer gets its chance. */
  private watch(milliseconds: number): void {
    const { timers, now } = this.environment
    const due = now() + milliseconds
    this.timer = timers.setTimeout(() => {
      if (now() > due + GRACE_MS) this.watch(GRACE_MS)
      else this.abandon(noAnswerError(this.call))
    }, milliseconds)
  }

  /** Takes what the function returned: a task, or a promise of the result or of the task; either may be both. */
  private adopt(returned: unknown): void {
    this.task = returned
    if (this.state === 'abandoned') tryToCall(returned, 'abort')
    for (const [name, listener] of Object.entries(this.call.listeners || {})) {
      tryToCall(returned, name, (event: unknown) => this.hear(listener, event))
    }
    if (isPromise(returned)) {
      returned.then(
        (value) => this.takeValue(value),
        (failure) => this.fail(failure),
      )
    }
  }

  /** The task itself is what an `async` wrapper's promise brings. */
  private takeValue(value: unknown): void {
    const { resultField } = this.call
    const isResult = resultField === undefined || asRecord(value)[resultField] !== undefined
    if (isResult) this.succeed(value)
    else this.adopt(value)
  }

  /** What our own listener throws is no failure of the platform, and is not tried again. */
  private hear(listener: (event: UnknownRecord) => void, event: unknown): void {
    if (this.state !== 'running') return
    try {
      listener(asRecord(event))
    } catch (thrown) {
      this.abandon(toCosError(thrown))
    }
  }

  private succeed(result: unknown): void {
    if (this.end('settled')) this.resolve(asRecord(result))
    else if (this.state === 'abandoned' && this.call.onLateResult) this.call.onLateResult(asRecord(result))
  }

  private fail(failure: unknown): void {
    const { call, environment, startedAt } = this
    if (!this.end('settled')) return
    const elapsed = environment.now() - startedAt
    this.reject(toPlatformError(failure, Object.assign({}, call, { elapsed }), call.rules))
  }

  private abandon(error: CosError): void {
    if (!this.end('abandoned')) return
    this.reject(error)
    tryToCall(this.task, 'abort')
  }

  /** @returns whether it was not over already */
  private end(state: State): boolean {
    if (this.state !== 'running') return false
    this.state = state
    this.environment.timers.clearTimeout(this.timer)
    return true
  }
}

/** A platform that throws does not work as `wx` does: that is no failure of the network, and trying again is useless. */
function thrownError(api: string, thrown: unknown): CosError {
  if (isCosError(thrown)) return thrown
  return new CosError('Unsupported', `The platform threw when ${api} was called: ${redact(thrown)}`, {
    hint: 'Correct what is handed in as the option wx: its functions have to work as those of wx do.',
  })
}

/** Calls a function that not every platform has; where it cannot be called, it is as if there were none. */
function tryToCall(target: unknown, name: string, ...parameters: unknown[]): void {
  try {
    const method: unknown = Reflect.get(Object(target), name)
    if (typeof method === 'function') Reflect.apply(method, target, parameters)
  } catch {
    // A convenience that fails is one that is missing.
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof Reflect.get(Object(value), 'then') === 'function'
}
