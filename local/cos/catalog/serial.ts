/** Lets jobs of the same name run one after another, and all others side by side. */
export class Serial {
  private readonly last = new Map<string, Promise<unknown>>()

  async run<Result>(name: string, job: () => Promise<Result>): Promise<Result> {
    const before = this.last.get(name) ?? Promise.resolve()
    const mine = before.then(job)
    // The next one waits for this one, but does not fail with it.
    const settled = mine.catch(() => undefined)
    this.last.set(name, settled)
    try {
      return await mine
    } finally {
      if (this.last.get(name) === settled) this.last.delete(name)
    }
  }
}
