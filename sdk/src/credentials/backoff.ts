import { isCosError } from '../errors'

const FIRST = 1000
const LONGEST = 30_000

interface Failure {
  error: unknown
  /** In a row. */
  count: number
  since: number
  wait: number
}

/**
 * Keeps a failing source from being hammered: until its time is up, everybody gets the last failure at once. A refusal
 * of one request (a 403, say) holds up that request alone, any other failure all of them.
 */
export class BackOff {
  private failures = new Map<string, Failure>()

  constructor(
    private readonly now: () => number,
    private readonly random: () => number,
  ) {}

  async run<Result>(id: string, action: () => Promise<Result>): Promise<Result> {
    for (const key of [ALL, id]) {
      const failure = this.failures.get(key)
      if (failure && this.isWaiting(failure)) throw failure.error
    }
    try {
      const result = await action()
      this.failures.delete(ALL)
      this.failures.delete(id)
      return result
    } catch (error) {
      // Hiding the app says nothing about the source.
      if (isCosError(error) && error.code === 'Interrupted') throw error
      this.remember(isAboutOneRequest(error) ? id : ALL, error)
      throw error
    }
  }

  private isWaiting({ since, wait }: Failure): boolean {
    const passed = this.now() - since
    // A clock that was set back must not lock anybody out.
    return passed >= 0 && passed < wait
  }

  private remember(key: string, error: unknown): void {
    const count = (this.failures.get(key)?.count ?? 0) + 1
    const wait = Math.min(FIRST * 2 ** (count - 1), LONGEST) * (0.5 + this.random() / 2)
    if (this.failures.size > 100) this.failures.clear()
    this.failures.set(key, { error, count, since: this.now(), wait })
  }
}

const ALL = ''

function isAboutOneRequest(error: unknown): boolean {
  const status = isCosError(error) ? error.statusCode : undefined
  return status !== undefined && status >= 400 && status < 500 && status !== 401 && status !== 429
}
