/** Time, as the phone and the network between it and the servers see it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown
  readonly clearTimeout: (timer: unknown) => void
  /** Announces work that ends by itself, with no timer of this clock: a server that answers. */
  begin(): Work
}

/** Work under way. While any is, virtual time stands still. */
export interface Work {
  /** The work waits for this clock itself, so that time has to go on. */
  pause(): void
  resume(): void
  end(): void
}

/** The machine's own time. */
export function realClock(): Clock {
  return {
    now: () => Date.now(),
    setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
    // What comes back is what `setTimeout` above gave out; Node ignores anything else.
    clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
    begin: () => ({ pause() {}, resume() {}, end() {} }),
  }
}
