import type { AppProcess } from '../app-process'
import { type Callbacks, fail, type PlatformError, succeed } from '../callbacks'

/** How a request ends: it calls back once, and gives back what it held. */
export class Settlement<Result> {
  private settled = false
  private muted = false
  private readonly steps: (() => void)[] = []

  constructor(
    private readonly api: string,
    private readonly callbacks: Callbacks<Result>,
    private readonly process: AppProcess,
  ) {}

  /** Called in the end; at once, where that has come already. */
  whenSettled(step: () => void): void {
    if (this.settled) step()
    else this.steps.push(step)
  }

  /** The app is told nothing of the end. */
  mute(): void {
    this.muted = true
  }

  succeed(result: Result): void {
    this.settle(() => succeed(this.api, this.callbacks, result))
  }

  fail(reason: PlatformError): void {
    this.settle(() => fail(this.callbacks, this.process.failure(this.api, reason)))
  }

  private settle(callBack: () => void): void {
    if (this.settled) return
    this.settled = true
    if (!this.muted) this.process.later(callBack)
    for (const step of this.steps) step()
  }
}
