import { CosError, isCosError } from '../errors/cos-error'
import { redact } from '../errors/redact'
import { asRecord, type UnknownRecord } from './as-record'
import type { Environment } from './environment'
import { noAnswerError, toPlatformError, type FailedCall, type PlatformErrorRules } from './platform-error'

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
  /** What the function is given, besides callbacks. */
  readonly options: object
  /** What has the function. @default the platform itself */
  readonly target?: () => unknown
  /** A field that each result has; without it, whatever a promise brings is a result. */
  readonly resultField?: string
  /** @default those of requests */
  readonly rules?: PlatformErrorRules
  /** A dialog is shown: it takes as long as the person takes, and no timer stands behind it. */
  readonly waitsForPerson?: boolean
  readonly onStart?: (call: RunningCall) => void
  /** Gets the platform's task, if there is any: any of its functions may be missing. */
  readonly onTask?: (task: unknown, call: RunningCall) => void
  /** Gets a result that nobody takes: it came when the call was over. */
  readonly onUnusedResult?: (result: UnknownRecord) => void
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
  return new Promise((resolve, reject) => startCall(environment, call, resolve, reject))
}

function startCall(
  environment: Environment,
  call: PlatformCall,
  resolve: (result: UnknownRecord) => void,
  reject: (error: CosError) => void,
): void {
  const { api, timeout, onStart, onTask, onUnusedResult, target = environment.platform } = call
  const startedAt = environment.now()
  /** It is over for us, though the platform may still be at it. */
  let isAbandoned = false
  let stopWatching = () => {}
  let task: unknown
  const running = { isRunning: true, abort }

  /** @returns whether it was running */
  function end(): boolean {
    if (!running.isRunning) return false
    running.isRunning = false
    stopWatching()
    return true
  }

  function abort(error = new CosError('Aborted', `The call of ${api} was stopped`)): void {
    if (!end()) return
    isAbandoned = true
    reject(error)
    tryToCall(task, 'abort')
  }

  function success(result: unknown): void {
    if (end()) resolve(asRecord(result))
    else if (isAbandoned && onUnusedResult) onUnusedResult(asRecord(result))
  }

  function fail(failure: unknown): void {
    const failed = Object.assign({}, call, { elapsed: environment.now() - startedAt })
    if (end()) reject(toPlatformError(failure, failed, call.rules))
  }

  /** What the function returns is a task, or a promise of the result or of the task; either may be both. */
  function acceptReturned(returned: unknown): void {
    task = returned
    if (isAbandoned) tryToCall(returned, 'abort')
    else if (onTask) onTask(returned, running)
    if (isPromise(returned))
      returned.then((value) => (isResult(call, value) ? success(value) : acceptReturned(value)), fail)
  }

  const limit = timeout === undefined ? UNLIMITED_MS : timeout + GRACE_MS
  if (!call.waitsForPerson) stopWatching = watch(environment, limit, () => abort(noAnswerError(call)))
  try {
    const platform = Object(target())
    if (typeof platform[api] !== 'function') throw missing(api)
    acceptReturned(platform[api](Object.assign({}, call.options, { success, fail })))
  } catch (thrown) {
    if (end()) reject(thrownError(api, thrown))
  }
  if (onStart) onStart(running)
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

function missing(api: string): CosError {
  return new CosError('Unsupported', `The platform has no ${api}`, { hint: 'Update WeChat, or check the option wx.' })
}

/** A platform that throws does not work as `wx` does: that is no failure of the network, and trying again is useless. */
function thrownError(api: string, thrown: unknown): CosError {
  if (isCosError(thrown)) return thrown
  return new CosError('Unsupported', `The platform threw when ${api} was called: ${redact(thrown)}`, {
    hint: 'Check the option wx: its functions have to work as those of wx do.',
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
