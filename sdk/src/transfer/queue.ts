import type { Signal } from './abort-signal'

/** Of the platform's 10 requests in flight two are left to the app. */
const IN_FLIGHT = 8
/** Content enters only while fewer are in flight, of whatever kind: so small requests do not wait behind parts. */
const CARRYING = 6
/** The order of small requests: before all content. */
export const SMALL = 0

/** Runs work when there is room for it. @throws CosError `Aborted` where it was stopped before that */
export type Slots = <Result>(order: number, signal: Signal, work: () => Promise<Result>) => Promise<Result>

interface Waiting {
  order: number
  enter: () => void
}

/** Of those that wait, the lowest order enters first, and of equal ones the first that came. */
export function createSlots(): Slots {
  const waiting = new Set<Waiting>()
  let taken = 0
  const fill = () => {
    const [next] = [...waiting].sort((a, b) => a.order - b.order)
    if (next && taken < (next.order ? CARRYING : IN_FLIGHT)) {
      waiting.delete(next)
      taken++
      next.enter()
    }
  }
  return async (order, signal, work) => {
    const entry: Waiting = { order, enter: () => {} }
    try {
      await signal.guard(
        new Promise<void>((resolve) => {
          entry.enter = resolve
          waiting.add(entry)
          fill()
        }),
      )
      return await work()
    } finally {
      if (!waiting.delete(entry)) taken--
      fill()
    }
  }
}
