import type { Platform } from '../types/platform'

/**
 * A list in the app's storage. Nothing of it is kept in memory: whoever else writes to it, such as another copy of this
 * package in the same app, is not overwritten. Where the platform has no storage, or that is full, it is empty.
 */
export class StoredList<Item> {
  /** @param parse - checks what is read: an older version may have written something else, or it was cut off */
  constructor(
    private readonly platform: Platform,
    private readonly name: string,
    private readonly parse: (value: unknown) => Item | undefined,
  ) {}

  read(): Item[] {
    const items: Item[] = []
    this.readValues().forEach((value) => {
      const item = this.parse(value)
      if (item !== undefined) items.push(item)
    })
    return items
  }

  /** Reads, changes and writes in one go. @returns whether it was written: a full storage must not stop a transfer */
  update(change: (items: Item[]) => Item[]): boolean {
    if (!this.platform.setStorageSync) return false
    try {
      this.platform.setStorageSync(this.name, change(this.read()))
      return true
    } catch {
      return false
    }
  }

  private readValues(): unknown[] {
    try {
      const stored = this.platform.getStorageSync && this.platform.getStorageSync(this.name)
      return Array.isArray(stored) ? stored : []
    } catch {
      return []
    }
  }
}
