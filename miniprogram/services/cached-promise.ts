/**
 * Creates something once and caches it: callers share one attempt, and a failed one is forgotten, so that the next caller
 * tries again. `refresh` forgets a good one too, except while it is still being made.
 */
export class CachedPromise<Value> {
  private current?: Promise<Value>
  private settled = false

  constructor(private readonly make: () => Promise<Value>) {}

  get(): Promise<Value> {
    return this.current ?? this.start()
  }

  refresh(): Promise<Value> {
    return this.current && !this.settled ? this.current : this.start()
  }

  private start(): Promise<Value> {
    this.settled = false
    const attempt = this.make()
    this.current = attempt
    attempt.then(
      () => {
        this.settled = true
      },
      () => {
        if (this.current === attempt) this.current = undefined
      },
    )
    return attempt
  }
}
