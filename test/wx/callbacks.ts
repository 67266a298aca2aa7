/** How WeChat's functions answer: exactly one of `success` and `fail`, then `complete`. */
export interface Callbacks<Result> {
  success?: (result: Result & { errMsg: string }) => void
  fail?: (error: WxFailure) => void
  complete?: (outcome: (Result & { errMsg: string }) | WxFailure) => void
}

/** What `fail` gets. Base libraries of before 2.24 give no `errno`. */
export interface WxFailure {
  errMsg: string
  errno?: number
}

/** Why something failed, before the function that failed is named. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  constructor(
    /** As in `errMsg`, after `fail `. */
    readonly reason: string,
    readonly errno?: number,
  ) {
    super(reason)
  }
}

/** What `fail` gets for it. Anything else than a `PlatformError` is a mistake in the stand-in, and thrown on. */
export function failureOf(api: string, error: unknown): WxFailure {
  if (!(error instanceof PlatformError)) throw error
  const errMsg = `${api}:fail ${error.reason}`
  return error.errno === undefined ? { errMsg } : { errMsg, errno: error.errno }
}

/** Calls back. */
export function succeed<Result>(api: string, callbacks: Callbacks<Result>, result: Result): void {
  const full = { ...result, errMsg: `${api}:ok` }
  callbacks.success?.(full)
  callbacks.complete?.(full)
}

/** Calls back. */
export function fail(callbacks: Callbacks<never>, failure: WxFailure): void {
  callbacks.fail?.(failure)
  callbacks.complete?.(failure)
}

/** Listeners of an event, as in `onAppHide` and `offAppHide`. */
export class Listeners<Event> {
  private readonly list = new Set<(event: Event) => void>()
  readonly on = (listener: (event: Event) => void): void => void this.list.add(listener)
  /** Without a listener: all of them. */
  readonly off = (listener?: (event: Event) => void): void => {
    if (listener) this.list.delete(listener)
    else this.list.clear()
  }

  emit(event: Event): void {
    for (const listener of this.list) listener(event)
  }
}
