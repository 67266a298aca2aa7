import { Stopped, type Signal } from './signal'

interface Waiting {
  order: number
  enter: () => void
}

/** So many at a time; of those that wait, the lowest order enters first, and of equal ones the first that came. */
export class Slots {
  private taken = 0
  private waiting: Waiting[] = []

  constructor(private readonly limit: number) {}

  /** Runs the work when there is room. @throws Stopped where it was stopped before that */
  async run<Result>(order: number, signal: Signal | undefined, work: () => Promise<Result>): Promise<Result> {
    await this.enter(order, signal)
    try {
      return await work()
    } finally {
      this.leave()
    }
  }

  private enter(order: number, signal: Signal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const entry: Waiting = { order, enter: resolve }
      const forget = signal?.onStop(() => {
        this.waiting = this.waiting.filter((each) => each !== entry)
        reject(new Stopped())
      })
      entry.enter = () => {
        forget?.()
        resolve()
      }
      if (!signal?.stopped) this.add(entry)
    })
  }

  private add(entry: Waiting): void {
    const after = this.waiting.findIndex((each) => each.order > entry.order)
    this.waiting.splice(after < 0 ? this.waiting.length : after, 0, entry)
    this.fill()
  }

  private leave(): void {
    this.taken--
    this.fill()
  }

  private fill(): void {
    if (this.taken >= this.limit) return
    const next = this.waiting.shift()
    if (!next) return
    this.taken++
    next.enter()
  }
}
