import type { Platform } from '../types/platform'

/** A list that is kept in the app's storage; an empty one where the platform has none. */
export interface Memory<Item> {
  get(): Item[]
  set(items: Item[]): void
}

/** @param isItem - what may be read: an older version may have written something else */
export function createMemory<Item>(
  platform: Platform,
  name: string,
  isItem: (value: unknown) => value is Item,
): Memory<Item> {
  return {
    get() {
      try {
        const stored = platform.getStorageSync && platform.getStorageSync(name)
        if (Array.isArray(stored)) return stored.filter(isItem)
      } catch {
        // As where there is nothing.
      }
      return []
    },
    set(items) {
      try {
        if (platform.setStorageSync) platform.setStorageSync(name, items)
      } catch {
        // A full storage must not stop a transfer: it only cannot be gone on with after a restart.
      }
    },
  }
}
