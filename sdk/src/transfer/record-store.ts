import type { Environment } from '../platform/environment'
import { StoredList } from '../platform/storage'

/** Of more, the oldest are given up. */
const MAX_RECORDS = 20
/** After so long nobody is expected to go on with a transfer. */
const RECORD_TTL_SECONDS = 7 * 24 * 3600

/** A transfer in pieces that has begun, as it lies in the app's storage. */
export interface TransferRecord {
  /** Tells the same transfer; empty where nobody may go on with it. */
  fingerprint: string
  /** UNIX seconds on the phone's clock, when it was last gone on with. */
  lastUsed: number
  /** A task holds it, or it is being cleaned up. Until the app starts anew. */
  inUse: boolean
}

/** What is kept of one kind of transfer. */
export interface RecordKind<Item extends TransferRecord> {
  /** Of the list in the storage. */
  readonly name: string
  /** Checks what lies in the storage. */
  readonly parse: (value: unknown) => Item | undefined
  /** What tells it from others. */
  readonly idOf: (record: Item) => string
}

/** The transfers in pieces of this app, those of earlier starts among them; the last used first. */
export class RecordStore<Item extends TransferRecord> {
  private readonly stored: StoredList<Item>
  /** By id: those that this copy of the package holds, and those that the storage had no room for. */
  private readonly inMemory = new Map<string, Item>()

  /** @param isNewStart - whether nothing of an earlier start can be in use any more */
  constructor(
    private readonly environment: Environment,
    private readonly kind: RecordKind<Item>,
    isNewStart: boolean,
  ) {
    this.stored = new StoredList(environment.platform(), kind.name, kind.parse)
    if (isNewStart) this.freeAll()
  }

  /** One to go on with, which is the caller's from now on. */
  claim(fingerprint: string): Item | undefined {
    const found = this.list().find((record) => fingerprint && record.fingerprint === fingerprint && !record.inUse)
    if (found) this.hold(found)
    return found
  }

  /** A transfer has begun: it is the caller's. */
  add(record: Item): void {
    this.hold(record)
  }

  /** More of it has arrived. */
  save(record: Item): void {
    record.lastUsed = this.now()
    const isStored = this.stored.update((records) => [record, ...records.filter(this.isNot(record))])
    const id = this.kind.idOf(record)
    if (isStored && !record.inUse) this.inMemory.delete(id)
    else this.inMemory.set(id, record)
  }

  /** Whoever transfers the same may go on with it. */
  release(record: Item): void {
    record.inUse = false
    this.save(record)
  }

  /** Nobody may go on with it: it is to be cleaned up, and the caller's until then. */
  discard(record: Item): void {
    record.fingerprint = ''
    this.hold(record)
  }

  /** It has arrived, or there is nothing of it any more. */
  remove(record: Item): void {
    this.inMemory.delete(this.kind.idOf(record))
    this.stored.update((records) => records.filter(this.isNot(record)))
  }

  /** What nobody holds, and somebody may go on with. */
  resumable(): Item[] {
    const isOrphan = this.orphanTest()
    return this.list().filter((record) => !record.inUse && !isOrphan(record))
  }

  /** What nobody goes on with. Each is the caller's from now on. @param isWanted - which of these */
  claimOrphans(isWanted: (record: Item) => boolean): Item[] {
    const isOrphan = this.orphanTest()
    const orphans = this.list().filter((record) => !record.inUse && isWanted(record) && isOrphan(record))
    orphans.forEach((record) => this.discard(record))
    return orphans
  }

  /** Whether the app knows of a transfer. */
  has(id: string): boolean {
    return this.list().some((record) => this.kind.idOf(record) === id)
  }

  /** Tells what is discarded, too old or too many. */
  private orphanTest(): (record: Item) => boolean {
    const oldest = this.now() - RECORD_TTL_SECONDS
    const wanted = this.list().filter(({ fingerprint, lastUsed }) => fingerprint && lastUsed >= oldest)
    const ids = wanted.slice(0, MAX_RECORDS).map(this.kind.idOf)
    return (record) => !ids.includes(this.kind.idOf(record))
  }

  /** UNIX seconds. */
  private now(): number {
    return Math.floor(this.environment.now() / 1000)
  }

  private hold(record: Item): void {
    record.inUse = true
    this.save(record)
  }

  private list(): Item[] {
    const stored = this.stored.read()
    const unsaved = Array.from(this.inMemory.values()).filter((record) => stored.every(this.isNot(record)))
    return [...unsaved, ...stored.map((record) => this.inMemory.get(this.kind.idOf(record)) || record)]
  }

  private isNot(record: Item): (other: Item) => boolean {
    const { idOf } = this.kind
    return (other) => idOf(other) !== idOf(record)
  }

  private freeAll(): void {
    const records = this.stored.read()
    if (!records.some(({ inUse }) => inUse)) return
    const freed = records.map((record) => Object.assign(record, { inUse: false }))
    if (this.stored.update(() => freed)) return
    freed.forEach((record) => this.inMemory.set(this.kind.idOf(record), record))
  }
}

/** Whether a field of what lies in the storage is text that is not empty. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Whether it is a whole number of at least one. */
export function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
