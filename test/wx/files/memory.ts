import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * How many bytes of files the app holds in memory. A buffer counts from the read that fills it until the request that
 * carries it has settled, or until nothing refers to it any more. Before a new peak is written down, the garbage
 * collector runs, so that what was dropped without being sent does not count; unless the peak need not be exact.
 */
export class FileMemory {
  private readonly loose = new Set<WeakRef<ArrayBuffer>>()
  private readonly known = new WeakMap<ArrayBuffer, WeakRef<ArrayBuffer>>()
  private readonly carried = new Map<ArrayBuffer, number>()
  private readonly sizes = new Map<WeakRef<ArrayBuffer>, number>()
  private looseBytes = 0
  private carriedBytes = 0
  /** The most that was held at any time. */
  peak = 0

  /**
   * @param isMeasured - `false`: nothing is counted, and no time is spent on it
   * @param exactAbove - bytes; a peak that is not above them may be told too high, which saves most of the time
   */
  constructor(
    private readonly isMeasured = true,
    private readonly exactAbove = 0,
  ) {}

  /** Bytes held now, or not yet known to be dropped. */
  get held(): number {
    return this.looseBytes + this.carriedBytes
  }

  /** A file was read into the buffer. */
  filled(buffer: ArrayBuffer): void {
    if (!this.isMeasured || this.carried.has(buffer) || this.known.has(buffer)) return
    const reference = new WeakRef(buffer)
    this.known.set(buffer, reference)
    this.loose.add(reference)
    this.sizes.set(reference, buffer.byteLength)
    this.looseBytes += buffer.byteLength
    this.note()
  }

  /** A request carries the buffer from now on, until the function that comes back is called. */
  carry(buffer: ArrayBuffer): () => void {
    if (!this.isMeasured) return () => undefined
    const reference = this.known.get(buffer)
    if (reference) this.drop(reference)
    this.known.delete(buffer)
    const times = this.carried.get(buffer) ?? 0
    this.carried.set(buffer, times + 1)
    if (times === 0) this.carriedBytes += buffer.byteLength
    this.note()
    return () => this.settle(buffer)
  }

  private settle(buffer: ArrayBuffer): void {
    const times = this.carried.get(buffer) ?? 0
    if (times > 1) return void this.carried.set(buffer, times - 1)
    if (this.carried.delete(buffer)) this.carriedBytes -= buffer.byteLength
  }

  private note(): void {
    if (this.held > Math.max(this.peak, this.exactAbove) && this.loose.size > 1) this.collect()
    this.peak = Math.max(this.peak, this.held)
  }

  private collect(): void {
    collectGarbage()
    for (const reference of this.loose) if (!reference.deref()) this.drop(reference)
  }

  private drop(reference: WeakRef<ArrayBuffer>): void {
    if (!this.loose.delete(reference)) return
    this.looseBytes -= this.sizes.get(reference) ?? 0
    this.sizes.delete(reference)
  }
}

let collector: (() => void) | undefined

/** Runs the garbage collector, now. */
export function collectGarbage(): void {
  if (!collector) {
    setFlagsFromString('--expose-gc')
    // What the flag above adds to new contexts is a function without arguments.
    collector = runInNewContext('gc') as () => void
  }
  collector()
}
