import { toCosError } from '../errors/cos-error'
import { warn } from '../platform/environment'

/**
 * Tells listeners of events. Each hears all events in the order in which they happen, those that a listener causes
 * included; one that throws harms neither the others nor whoever emits.
 */
export class Emitter<Event> {
  private readonly listeners = new Set<(event: Event) => void>()
  /** Emitted, and not yet told. */
  private readonly pending: Event[] = []
  private isEmitting = false

  get hasListeners(): boolean {
    return this.listeners.size > 0
  }

  /** @returns the function that stops listening */
  on(listener: (event: Event) => void): () => void {
    // A function of its own, so that who listens twice can stop one of both.
    const own = (event: Event) => listener(event)
    this.listeners.add(own)
    return () => void this.listeners.delete(own)
  }

  emit(event: Event): void {
    this.pending.push(event)
    if (this.isEmitting) return
    this.isEmitting = true
    while (this.pending.length > 0) this.tellAll(this.pending.shift() as Event)
    this.isEmitting = false
  }

  private tellAll(event: Event): void {
    Array.from(this.listeners).forEach((listener) => {
      try {
        if (this.listeners.has(listener)) listener(event)
      } catch (thrown) {
        warn(toCosError(thrown).message)
      }
    })
  }
}
