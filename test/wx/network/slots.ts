/** So many at a time; the others wait, first come, first served. */
export class Slots {
  private readonly waiting: (() => void)[] = []
  private taken = 0

  constructor(private readonly limit: number) {}

  /** Calls `run` when there is room: at once, or later. Returns the function that gives the place back. */
  take(run: () => void): () => void {
    let state: 'waiting' | 'running' | 'left' = 'waiting'
    const enter = () => {
      if (state !== 'waiting') return this.next()
      state = 'running'
      this.taken++
      run()
    }
    if (this.taken < this.limit) enter()
    else this.waiting.push(enter)
    return () => {
      const ran = state === 'running'
      state = 'left'
      if (!ran) return
      this.taken--
      this.next()
    }
  }

  private next(): void {
    if (this.taken < this.limit) this.waiting.shift()?.()
  }
}
