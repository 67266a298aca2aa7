import type { Platform } from '../platform/types'

/** What is kept in the app's storage, under one name; nothing where the platform has none, or it is full. */
export class Memory<Value> {
  constructor(
    private readonly platform: Platform,
    private readonly name: string,
    private readonly read: (stored: unknown) => Value,
  ) {}

  get(): Value {
    try {
      return this.read(this.platform.getStorageSync?.(this.name))
    } catch {
      return this.read(undefined)
    }
  }

  set(value: Value): void {
    try {
      this.platform.setStorageSync?.(this.name, value)
    } catch {
      // A full storage must not stop a transfer: it only cannot be gone on with after a restart.
    }
  }
}
