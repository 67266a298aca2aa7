import type { Signal } from './signal'

/** Runs work when there is room for it. @throws CosError `Aborted` where it was stopped before that */
export type Slots = <Result>(order: number, signal: Signal, work: () => Promise<Result>) => Promise<Result>

interface Waiting {
  order: number
  enter: () => void
}

/** So many at a time; of those that wait, the lowest order enters first, and of equal ones the first that came. */
export function createSlots(limit: number): Slots {
  const waiting = new Set<Waiting>()
  let taken = 0
  const enter = (entry: Waiting) => {
    if (!waiting.delete(entry)) return
    taken++
    entry.enter()
  }
  const fill = () => {
    if (taken < limit && waiting.size) enter([...waiting].reduce((a, b) => (b.order < a.order ? b : a)))
  }
  return async (order, signal, work) => {
    const entry: Waiting = { order, enter: () => {} }
    // What is stopped enters as well, if only to leave at once: so nothing that has entered is ever forgotten.
    const forget = signal.onStop(() => enter(entry))
    await new Promise<void>((resolve) => {
      entry.enter = resolve
      waiting.add(entry)
      if (signal.stopped) enter(entry)
      else fill()
    })
    try {
      forget()
      signal.throwIfStopped()
      return await work()
    } finally {
      taken--
      fill()
    }
  }
}
