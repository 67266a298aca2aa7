import { toCosError } from '../errors/cos-error'
import { warn } from '../platform/environment'

/** Who wants to hear of something: `add` returns the function that stops listening. */
export type Listeners<Event> = readonly [
  add: (listener: (event: Event) => void) => () => void,
  tell: (event: Event) => void,
]

/** A listener that throws harms neither the transfer nor the other listeners. */
export function createListeners<Event>(): Listeners<Event> {
  const all = new Set<(event: Event) => void>()
  return [
    (listener) => {
      all.add(listener)
      return () => all.delete(listener)
    },
    (event) => {
      for (const listener of all) {
        try {
          listener(event)
        } catch (thrown) {
          warn(toCosError(thrown).message)
        }
      }
    },
  ]
}
