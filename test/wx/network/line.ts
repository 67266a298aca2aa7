import type { PlatformError } from '../callbacks'
import type { Clock } from '../clock'

type CloseListener = (reason: PlatformError) => void

/** The connection of one request. Whatever ends it early closes it, with the reason that the app will hear. */
export class Line {
  private readonly listeners = new Set<CloseListener>()
  private reason: PlatformError | undefined

  constructor(readonly clock: Clock) {}

  get closed(): boolean {
    return this.reason !== undefined
  }

  /** Only the first reason counts. */
  close(reason: PlatformError): void {
    if (this.reason) return
    this.reason = reason
    for (const listener of this.listeners) listener(reason)
    this.listeners.clear()
  }

  /** Returns the function that stops listening. */
  onClose(listener: CloseListener): () => void {
    if (this.reason) listener(this.reason)
    else this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Throws the reason, once closed. */
  throwIfClosed(): void {
    if (this.reason) throw this.reason
  }

  /** Rejects as soon as the line is closed. */
  async sleep(milliseconds: number): Promise<void> {
    this.throwIfClosed()
    if (milliseconds <= 0) return
    await new Promise<void>((resolve, reject) => {
      const timer = this.clock.setTimeout(() => {
        stopListening()
        resolve()
      }, milliseconds)
      const stopListening = this.onClose((reason) => {
        this.clock.clearTimeout(timer)
        reject(reason)
      })
    })
  }

  /** Never resolves; rejects when the line is closed. */
  async silence(): Promise<never> {
    return new Promise((_resolve, reject) => this.onClose(reject))
  }
}
