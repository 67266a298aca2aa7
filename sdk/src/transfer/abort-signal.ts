import { CosError } from '../errors/cos-error'
import { createListeners } from './emitter'

/** Tells work under way to stop; for one run of it. */
export interface Signal {
  stopped: boolean
  stop: () => void
  /** @returns the function that stops listening */
  onStop: (listener: () => void) => () => void
  /** @throws CosError `Aborted` once it was stopped: that ends a run, and is no failure of the task */
  throwIfStopped(): void
  /** Settles as the promise does, but rejects at once when stopped. */
  guard<Value>(promise: Promise<Value>): Promise<Value>
}

/** What work that was stopped ends with. */
export function aborted(): CosError {
  return new CosError('Aborted', 'The transfer was stopped')
}

export function createSignal(): Signal {
  const [add, tell] = createListeners<void>()
  const signal: Signal = {
    stopped: false,
    stop() {
      if (!signal.stopped) {
        signal.stopped = true
        tell()
      }
    },
    onStop(listener) {
      if (signal.stopped) listener()
      return add(listener)
    },
    throwIfStopped() {
      if (signal.stopped) throw aborted()
    },
    guard: (promise) =>
      new Promise((resolve, reject) => {
        const forget = signal.onStop(() => reject(aborted()))
        void promise.then(resolve, reject).then(forget)
      }),
  }
  return signal
}
