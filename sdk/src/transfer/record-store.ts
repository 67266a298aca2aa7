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
export interface RecordStore<Item extends TransferRecord> {
  /** One to go on with, which is the caller's from now on. */
  claim(fingerprint: string): Item | undefined
  /** It is the caller's from now on. */
  hold(record: Item): void
  /** More of it has arrived. */
  save(record: Item): void
  /** Whoever transfers the same may go on with it. */
  release(record: Item): void
  /** Nobody may go on with it: it is to be cleaned up, and the caller's until then. */
  discard(record: Item): void
  /** It has arrived, or there is nothing of it any more. */
  remove(record: Item): void
  /** What nobody holds, and somebody may go on with. */
  resumable(): Item[]
  /** What nobody goes on with. Each is the caller's from now on. @param isWanted - which of these */
  claimOrphans(isWanted: (record: Item) => boolean): Item[]
  /** Whether the app knows of a transfer. */
  has(id: string): boolean
}

/** @param isNewStart - whether nothing of an earlier start can be in use any more */
export function createRecordStore<Item extends TransferRecord>(
  environment: Environment,
  kind: RecordKind<Item>,
  isNewStart: boolean,
): RecordStore<Item> {
  const { name, idOf } = kind
  const stored = new StoredList(environment.platform(), name, (value) => parseRecord(kind, value))
  /** By id: those that this copy of the package holds, and those that the storage had no room for. */
  const inMemory = new Map<string, Item>()

  /** UNIX seconds. */
  function now(): number {
    return Math.floor(environment.now() / 1000)
  }

  function isNot(record: Item): (other: Item) => boolean {
    return (other) => idOf(other) !== idOf(record)
  }

  function list(): Item[] {
    const inStorage = stored.read()
    const unsaved = Array.from(inMemory.values()).filter((record) => inStorage.every(isNot(record)))
    return unsaved.concat(inStorage.map((record) => inMemory.get(idOf(record)) || record))
  }

  function save(record: Item): void {
    record.lastUsed = now()
    const isStored = stored.update((records) => [record].concat(records.filter(isNot(record))))
    if (isStored && !record.inUse) inMemory.delete(idOf(record))
    else inMemory.set(idOf(record), record)
  }

  function hold(record: Item): void {
    record.inUse = true
    save(record)
  }

  function discard(record: Item): void {
    record.fingerprint = ''
    hold(record)
  }

  /** What nobody holds. @param isResumable - else what is discarded, too old or too many */
  function unused(isResumable: boolean): Item[] {
    const oldest = now() - RECORD_TTL_SECONDS
    const records = list()
    const wanted = records
      .filter(({ fingerprint, lastUsed }) => fingerprint && lastUsed >= oldest)
      .slice(0, MAX_RECORDS)
    return records.filter((record) => !record.inUse && wanted.includes(record) === isResumable)
  }

  function freeAll(): void {
    const records = stored.read()
    if (!records.some(({ inUse }) => inUse)) return
    const freed = records.map((record) => Object.assign(record, { inUse: false }))
    if (stored.update(() => freed)) return
    freed.forEach((record) => inMemory.set(idOf(record), record))
  }

  if (isNewStart) freeAll()
  return {
    claim(fingerprint) {
      const found = list().find((record) => fingerprint && record.fingerprint === fingerprint && !record.inUse)
      if (found) hold(found)
      return found
    },
    hold,
    save,
    release(record) {
      record.inUse = false
      save(record)
    },
    discard,
    remove(record) {
      inMemory.delete(idOf(record))
      stored.update((records) => records.filter(isNot(record)))
    },
    resumable: () => unused(true),
    claimOrphans(isWanted) {
      const orphans = unused(false).filter(isWanted)
      orphans.forEach(discard)
      return orphans
    },
    has: (id) => list().some((record) => idOf(record) === id),
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
