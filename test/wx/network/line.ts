import type { PlatformError } from '../callbacks'
import type { Clock } from '../clock'
import type { LineSpeed } from './line-speed'

type CloseListener = (reason: PlatformError) => void

/** The connection of one request. Whatever ends it early closes it, with the reason that the app will hear. */
export class Line {
  private readonly listeners = new Set<CloseListener>()
  private reason: PlatformError | undefined

  /** @param speed - of the phone's connection, where that has a limit */
  constructor(
    readonly clock: Clock,
    readonly speed?: LineSpeed,
  ) {}

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

  /** Whether its bytes take time. @param bytesPerSecond - of this one alone */
  isTimed(bytesPerSecond: number | undefined): boolean {
    return bytesPerSecond !== undefined || this.speed !== undefined
  }

  /** Waits until so many bytes have come or gone. */
  async transfer(bytes: number, bytesPerSecond = Infinity): Promise<void> {
    const shared = this.speed ? this.speed.take(bytes) : 0
    await this.sleep(Math.max(shared, (bytes / bytesPerSecond) * 1000))
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
