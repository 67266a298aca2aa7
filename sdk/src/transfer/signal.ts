/** What work that was stopped ends with: a pause or an abort, never a failure. */
export class Stopped extends Error {
  override readonly name = 'Stopped' as const
}

/** Tells work under way to stop; for one run of it. */
export class Signal {
  stopped = false
  private readonly listeners = new Set<() => void>()

  stop(): void {
    if (this.stopped) return
    this.stopped = true
    for (const listener of this.listeners) listener()
    this.listeners.clear()
  }

  /** @returns the function that stops listening */
  onStop(listener: () => void): () => void {
    if (this.stopped) listener()
    else this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  throwIfStopped(): void {
    if (this.stopped) throw new Stopped()
  }

  /** Settles as the promise does, but rejects at once when stopped. */
  guard<Value>(promise: Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      const forget = this.onStop(() => reject(new Stopped()))
      promise.then(resolve, reject).then(forget, forget)
    })
  }
}
