import { asRecord, type UnknownRecord } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { StoredList } from '../platform/storage'
import type { Parts } from './parts'

/** Of more, the oldest are given up. */
const MAX_RECORDS = 20
/** After so long nobody is expected to go on with a transfer. */
const RECORD_TTL_SECONDS = 7 * 24 * 3600

/** A transfer in pieces that has begun, as it lies in the app's storage. */
export interface TransferRecord extends Parts {
  /** Tells the same transfer; empty where nobody may go on with it. */
  fingerprint: string
  /** UNIX seconds on the phone's clock, when it was last gone on with. */
  lastUsed: number
  /** A task holds it, or it is being cleaned up. Until the app starts anew. */
  inUse: boolean
}

/** What is kept of one kind of transfer. Another version may have written what lies in the storage, or it was cut off. */
export interface RecordKind<Item extends TransferRecord> {
  /** Of the list in the storage. */
  readonly name: string
  /** What tells it from others. */
  readonly idOf: (record: Item) => string
  /** Whether something names what has begun, so that it can be cleaned up. */
  readonly isNamed: (record: UnknownRecord) => boolean
  /** Whether it can be gone on with, as far as it is of this kind. */
  readonly isResumable: (record: UnknownRecord) => boolean
}

/** The transfers in pieces of this app, those of earlier starts among them; the last used first. */
export class RecordStore<Item extends TransferRecord> {
  private readonly stored: StoredList<Item>
  /** By id: those that this copy of the package holds, and those that the storage had no room for. */
  private readonly inMemory = new Map<string, Item>()

  /** @param isNewStart - whether nothing of an earlier start can be in use any more */
  constructor(
    protected readonly environment: Environment,
    private readonly kind: RecordKind<Item>,
    isNewStart: boolean,
  ) {
    this.stored = new StoredList(environment.platform(), kind.name, (value) => parseRecord(kind, value))
    if (isNewStart) this.freeAll()
  }

  /** One to go on with, which is the caller's from now on. */
  claim(fingerprint: string): Item | undefined {
    const found = this.list().find((record) => fingerprint && record.fingerprint === fingerprint && !record.inUse)
    if (found) this.hold(found)
    return found
  }

  /** It is the caller's from now on. */
  hold(record: Item): void {
    record.inUse = true
    this.save(record)
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
    return this.unused(true)
  }

  /** What nobody goes on with. Each is the caller's from now on. @param isWanted - which of these */
  claimOrphans(isWanted: (record: Item) => boolean): Item[] {
    const orphans = this.unused(false).filter(isWanted)
    orphans.forEach((record) => this.discard(record))
    return orphans
  }

  /** Whether the app knows of a transfer. */
  has(id: string): boolean {
    return this.list().some((record) => this.kind.idOf(record) === id)
  }

  /** What nobody holds. @param isResumable - else what is discarded, too old or too many */
  private unused(isResumable: boolean): Item[] {
    const oldest = this.now() - RECORD_TTL_SECONDS
    const records = this.list()
    const wanted = records
      .filter(({ fingerprint, lastUsed }) => fingerprint && lastUsed >= oldest)
      .slice(0, MAX_RECORDS)
    return records.filter((record) => !record.inUse && wanted.includes(record) === isResumable)
  }

  /** UNIX seconds. */
  private now(): number {
    return Math.floor(this.environment.now() / 1000)
  }

  private list(): Item[] {
    const stored = this.stored.read()
    const unsaved = Array.from(this.inMemory.values()).filter((record) => stored.every(this.isNot(record)))
    return unsaved.concat(stored.map((record) => this.inMemory.get(this.kind.idOf(record)) || record))
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

/** What lies in the storage, where it names a transfer. What cannot be gone on with can still be cleaned up. */
function parseRecord<Item extends TransferRecord>(kind: RecordKind<Item>, value: unknown): Item | undefined {
  const record = asRecord(value)
  const { fingerprint, size, partSize, lastUsed } = record
  if (!kind.isNamed(record)) return undefined
  const isResumable = isText(fingerprint) && [size, partSize, lastUsed].every(isCount) && kind.isResumable(record)
  // Each field was checked that anybody reads.
  return Object.assign({}, record, !isResumable && { fingerprint: '' }) as unknown as Item
}

/** Whether a field of what lies in the storage is text that is not empty. */
export function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

/** Whether it is a whole number of at least one. */
export function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}
