import { abortedError, type Signal } from './abort-signal'

/** Of the platform's 10 requests in flight two are left to the app. */
const MAX_IN_FLIGHT = 8
/** Content enters only while fewer are in flight, of whatever kind: so small requests do not wait behind it. */
const MAX_CONTENT_IN_FLIGHT = 6

/** The priority of small requests: before all content, whose priorities begin at 1. */
export const SMALL_REQUEST = 0

/** Gives a place back; more than once does no harm. */
type Leave = () => void

interface Waiting {
  readonly priority: number
  enter(): void
}

/** A priority queue with a limit of concurrency. A stop gives a place back at once, whatever becomes of the work. */
export interface Queue {
  /**
   * Waits for a place: the lowest priority enters first, and of equal ones the first that came.
   * @throws CosError `Aborted` where it was stopped before that
   */
  enter(priority: number, signal: Signal): Promise<Leave>
  /** Does work in a place. @throws CosError `Aborted` as soon as it is stopped */
  run<Result>(priority: number, signal: Signal, work: () => Promise<Result>): Promise<Result>
}

export function createQueue(): Queue {
  const waiting: Waiting[] = []
  let inFlight = 0

  function enter(priority: number, signal: Signal): Promise<Leave> {
    return new Promise((resolve, reject) => {
      let leave: Leave = () => {}
      const entry: Waiting = {
        priority,
        enter() {
          leave = takePlace(() => stopListening())
          resolve(leave)
        },
      }
      insert(entry)
      const stopListening = signal.onAbort(() => {
        remove(entry)
        reject(abortedError())
        leave()
      })
      admit()
    })
  }

  async function run<Result>(priority: number, signal: Signal, work: () => Promise<Result>): Promise<Result> {
    const leave = await enter(priority, signal)
    try {
      signal.throwIfAborted()
      return await signal.race(work())
    } finally {
      leave()
    }
  }

  function takePlace(onLeave: () => void): Leave {
    inFlight++
    let hasLeft = false
    return () => {
      if (hasLeft) return
      hasLeft = true
      inFlight--
      onLeave()
      admit()
    }
  }

  function admit(): void {
    const next = waiting[0]
    if (!next || inFlight >= (next.priority === SMALL_REQUEST ? MAX_IN_FLIGHT : MAX_CONTENT_IN_FLIGHT)) return
    waiting.shift()
    next.enter()
    admit()
  }

  function insert(entry: Waiting): void {
    const index = waiting.findIndex(({ priority }) => priority > entry.priority)
    waiting.splice(index < 0 ? waiting.length : index, 0, entry)
  }

  function remove(entry: Waiting): void {
    const index = waiting.indexOf(entry)
    if (index >= 0) waiting.splice(index, 1)
  }

  return { enter, run }
}
