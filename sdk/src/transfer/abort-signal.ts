import { CosError } from '../errors/cos-error'
import { Emitter } from './emitter'

/** What work that was stopped ends with. */
export function abortedError(): CosError {
  return new CosError('Aborted', 'The transfer was stopped')
}

/** Tells work under way to stop: the platform's engines have neither `AbortController` nor `AbortSignal`. */
export class Signal {
  private readonly emitter = new Emitter<void>()
  private isAborted = false

  get aborted(): boolean {
    return this.isAborted
  }

  abort(): void {
    if (this.isAborted) return
    this.isAborted = true
    this.emitter.emit()
  }

  /** Calls the listener at the abort: at once where that has been. @returns the function that stops listening */
  onAbort(listener: () => void): () => void {
    if (this.isAborted) listener()
    return this.emitter.on(listener)
  }

  /** @throws CosError `Aborted` */
  throwIfAborted(): void {
    if (this.isAborted) throw abortedError()
  }

  /** Settles as the promise does, but rejects with `Aborted` as soon as the signal does. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const stopListening = this.onAbort(() => reject(abortedError()))
      void promise.then(resolve, reject).then(stopListening)
    })
  }
}
