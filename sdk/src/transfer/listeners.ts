import { warn } from '../platform/globals'
import { redact } from '../redact'

/** Who wants to hear of something. */
export interface Listeners<Event> {
  /** @returns the function that stops listening */
  add: (listener: (event: Event) => void) => () => void
  tell: (event: Event) => void
}

/** A listener that throws harms neither the transfer nor the other listeners. */
export function createListeners<Event>(): Listeners<Event> {
  const all = new Set<(event: Event) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => all.delete(listener)
    },
    tell(event) {
      for (const listener of all) {
        try {
          listener(event)
        } catch (thrown) {
          warn(`a listener of a transfer threw ${redact(String(thrown))}`)
        }
      }
    },
  }
}
