/** The callbacks that every asynchronous function of `wx` takes. */
export interface Callbacks {
  success?: (result: object) => void
  fail?: (failure: Failure) => void
  complete?: (result: object) => void
}

/** What `fail` is called with. */
export interface Failure {
  errMsg: string
  errno?: number
}

/** A failure with WeChat's own words, and its number where it has one. */
export class ApiError extends Error {
  constructor(
    readonly reason: string,
    readonly errno?: number,
  ) {
    super(reason)
  }
}

/** The options of a call, of which only the callbacks are known. */
export type Options = Callbacks & Record<string, unknown>

/**
 * Makes a function of `wx`: it calls back, or gives a promise where the options have no callback. `errMsg` is
 * `<name>:ok` or `<name>:fail <reason>`.
 */
export function api<O extends object>(name: string, run: (options: O) => unknown) {
  return (options: O & Callbacks): Promise<object> | undefined => {
    const given: O & Callbacks = options ?? {}
    const result = settle(name, () => run(given))
    const { success, fail, complete } = given
    if (success === undefined && fail === undefined && complete === undefined) return result
    void result.then(
      (value) => {
        success?.(value)
        complete?.(value)
      },
      (failure: Failure) => {
        fail?.(failure)
        complete?.(failure)
      },
    )
    return undefined
  }
}

/** Makes a function of `wx` that returns at once, or throws what another one's `fail` is called with. */
export function syncApi<A extends unknown[], R>(name: string, run: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      return run(...args)
    } catch (cause) {
      const failure = toFailure(name, cause)
      throw Object.assign(new Error(failure.errMsg, { cause }), failure)
    }
  }
}

/** The same for a function that gives a task, and never a promise. */
export async function callBack(
  name: string,
  { success, fail, complete }: Callbacks,
  run: () => unknown,
): Promise<void> {
  try {
    const result = await settle(name, run)
    success?.(result)
    complete?.(result)
  } catch (error) {
    const failure = toFailure(name, error)
    fail?.(failure)
    complete?.(failure)
  }
}

/** A failure in WeChat's shape. */
export function toFailure(name: string, error: unknown): Failure {
  if (isFailure(error)) return error
  const reason = error instanceof Error ? error.message : String(error)
  const errno = error instanceof ApiError ? error.errno : undefined
  return { errMsg: `${name}:fail ${reason}`, ...(errno === undefined ? {} : { errno }) }
}

async function settle(name: string, run: () => unknown): Promise<object> {
  try {
    const value = await run()
    return { errMsg: `${name}:ok`, ...Object(value) }
  } catch (error) {
    throw toFailure(name, error)
  }
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'errMsg' in error
}
