import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { StoredList } from '../platform/storage'
import type { ObjectAddress } from '../request/send-signed'
import type { Crc64 } from './crc64'

/** Of more, the oldest are given up. */
const MAX_RECORDS = 20
/** After so long nobody is expected to go on with an upload. */
const RECORD_TTL_SECONDS = 7 * 24 * 3600

/** The object that an upload is to become. */
export interface UploadAddress extends ObjectAddress {
  Bucket: string
  Region: string
}

/** An upload in parts that COS knows of, as it lies in the app's storage. Which parts have arrived, COS is asked. */
export interface UploadRecord extends UploadAddress {
  UploadId: string
  /** Tells the same file to the same key, with the same headers; empty where nobody may go on with the upload. */
  fingerprint: string
  /** Of the file, in hex; empty where the platform does not digest files. */
  md5: string
  /** Bytes: of the file, and of each part but the last. */
  size: number
  partSize: number
  /** Of the parts that have arrived as they were read, by number. */
  crcs: Record<number, Crc64>
  /** UNIX seconds on the phone's clock, when it was last gone on with. */
  lastUsed: number
  /** A task holds it, or it is being cleaned up. Until the app starts anew. */
  inUse: boolean
  /** How often cleaning up has failed. */
  failedCleanUps: number
}

/** The uploads in parts of this app, those of earlier starts among them; the last used first. */
export class UploadStore {
  private readonly stored: StoredList<UploadRecord>
  /** By UploadId: those that this copy of the package holds, and those that the storage had no room for. */
  private readonly inMemory = new Map<string, UploadRecord>()

  /** @param isNewStart - whether nothing of an earlier start can be in use any more */
  constructor(
    private readonly environment: Environment,
    isNewStart: boolean,
  ) {
    this.stored = new StoredList(environment.platform(), 'cos-miniprogram/uploads', parseRecord)
    if (isNewStart) this.freeAll()
  }

  /** One to go on with, which is the caller's from now on. */
  claim(fingerprint: string): UploadRecord | undefined {
    const found = this.list().find((record) => fingerprint && record.fingerprint === fingerprint && !record.inUse)
    if (found) this.hold(found)
    return found
  }

  /** An upload has begun: it is the caller's. */
  add(record: UploadRecord): void {
    this.hold(record)
  }

  /** More of it has arrived. */
  save(record: UploadRecord): void {
    record.lastUsed = this.now()
    const isStored = this.stored.update((records) => [record, ...records.filter(isNot(record))])
    if (isStored && !record.inUse) this.inMemory.delete(record.UploadId)
    else this.inMemory.set(record.UploadId, record)
  }

  /** Whoever uploads the same file to the same key may go on with it. */
  release(record: UploadRecord): void {
    record.inUse = false
    this.save(record)
  }

  /** Nobody may go on with it: it is to be cleaned up, and the caller's until then. */
  discard(record: UploadRecord): void {
    record.fingerprint = ''
    this.hold(record)
  }

  /** It is an object now, or COS does not know it any more. */
  remove(record: UploadRecord): void {
    this.inMemory.delete(record.UploadId)
    this.stored.update((records) => records.filter(isNot(record)))
  }

  /** What nobody holds, and somebody may go on with. */
  resumable(): UploadRecord[] {
    const isOrphan = this.orphanTest()
    return this.list().filter((record) => !record.inUse && !isOrphan(record))
  }

  /** What nobody goes on with. Each is the caller's from now on. */
  claimOrphans(Bucket: string | undefined): UploadRecord[] {
    const isOrphan = this.orphanTest()
    const orphans = this.list().filter(
      (record) => !record.inUse && (!Bucket || record.Bucket === Bucket) && isOrphan(record),
    )
    for (const record of orphans) this.discard(record)
    return orphans
  }

  /** Tells what is discarded, too old or too many. */
  private orphanTest(): (record: UploadRecord) => boolean {
    const oldest = this.now() - RECORD_TTL_SECONDS
    const wanted = this.list().filter(({ fingerprint, lastUsed }) => fingerprint && lastUsed >= oldest)
    const ids = wanted.slice(0, MAX_RECORDS).map(({ UploadId }) => UploadId)
    return ({ UploadId }) => !ids.includes(UploadId)
  }

  /** Whether the app knows of an upload. */
  has(UploadId: string): boolean {
    return this.list().some((record) => record.UploadId === UploadId)
  }

  /** UNIX seconds. */
  private now(): number {
    return Math.floor(this.environment.now() / 1000)
  }

  private hold(record: UploadRecord): void {
    record.inUse = true
    this.save(record)
  }

  private list(): UploadRecord[] {
    const stored = this.stored.read()
    const unsaved = Array.from(this.inMemory.values()).filter((record) => stored.every(isNot(record)))
    return [...unsaved, ...stored.map((record) => this.inMemory.get(record.UploadId) || record)]
  }

  private freeAll(): void {
    const records = this.stored.read()
    if (!records.some(({ inUse }) => inUse)) return
    const freed = records.map((record) => Object.assign(record, { inUse: false }))
    if (this.stored.update(() => freed)) return
    for (const record of freed) this.inMemory.set(record.UploadId, record)
  }
}

function isNot(record: UploadRecord): (other: UploadRecord) => boolean {
  return (other) => other.UploadId !== record.UploadId
}

/**
 * What lies in the storage, where it is a record: each field is checked, since another version may have written it, or
 * it was cut off. What names an upload, but cannot be gone on with, can still be cleaned up.
 */
export function parseRecord(value: unknown): UploadRecord | undefined {
  const record = asRecord(value)
  const { UploadId, Bucket, Region, Key, lastUsed, failedCleanUps } = record
  if (![UploadId, Bucket, Region, Key].every(isText)) return undefined
  const checked = {
    ...record,
    ...(!isResumable(record) && NOT_RESUMABLE),
    md5: asText(record.md5),
    lastUsed: Number(lastUsed) || 0,
    failedCleanUps: Number(failedCleanUps) || 0,
    inUse: record.inUse === true,
  }
  // Each field that the type names was checked, or replaced.
  return checked as unknown as UploadRecord
}

const NOT_RESUMABLE = { fingerprint: '', size: 0, partSize: 1, crcs: {} }

function isResumable({ fingerprint, size, partSize, crcs, lastUsed }: UnknownRecord): boolean {
  return isText(fingerprint) && [size, partSize, lastUsed].every(isCount) && areCrcs(crcs)
}

function areCrcs(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).every(isCrc64)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0
}

function isCrc64(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
}
