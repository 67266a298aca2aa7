import { PlatformError } from '../callbacks'
import type { FileEntry } from './store'

interface Descriptor {
  readonly entry: FileEntry
  readonly isWritable: boolean
  /** Where the next read or write without a position starts. */
  position: number
}

/** The files that are open. There can be few, so each has to be closed on every way out. */
export class Descriptors {
  private readonly open = new Map<string, Descriptor>()
  private last = 0

  constructor(private readonly limit: number) {}

  /** Throws `excced max concurrent fd limit` (WeChat's spelling). */
  add(entry: FileEntry, isWritable = false): string {
    if (this.open.size >= this.limit) throw new PlatformError('excced max concurrent fd limit', 1302002)
    const fd = String(++this.last)
    this.open.set(fd, { entry, isWritable, position: 0 })
    return fd
  }

  /** Throws `bad file descriptor`. */
  get(fd: string): Descriptor {
    const descriptor = this.open.get(fd)
    if (!descriptor) throw new PlatformError('bad file descriptor', 1300009)
    return descriptor
  }

  /** Throws `bad file descriptor`. */
  close(fd: string): void {
    this.get(fd)
    this.open.delete(fd)
  }

  /** Paths of the files that are open. */
  paths(): string[] {
    return [...this.open.values()].map(({ entry }) => entry.path)
  }
}
