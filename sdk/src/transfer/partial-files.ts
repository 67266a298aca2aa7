import { asRecord, type UnknownRecord } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { createFile, writeFileAt } from '../platform/file-writing'
import { deleteFile } from '../platform/files'
import { abortedError } from './abort-signal'
import type { Parts } from './parts'
import { isCount, isText, RecordStore, type RecordKind, type TransferRecord } from './record-store'

/** A download in ranges; its fingerprint tells the same object, asked for in the same way. */
export interface DownloadRecord extends TransferRecord, Parts {
  /** Where its file lies: of its final size from the beginning. */
  readonly path: string
  /** Of the version of the object that it began with. */
  readonly etag: string
  /** The numbers of the ranges that have been written. */
  arrived: number[]
}

const DOWNLOADS: RecordKind<DownloadRecord> = {
  name: 'cos-miniprogram/downloads',
  parse: parseDownload,
  idOf: ({ path }) => path,
}

/** The files of downloads in ranges, as long as they are not complete: what nobody goes on with is deleted. */
export class PartialFiles {
  private readonly records: RecordStore<DownloadRecord>

  /** @param isNewStart - whether nothing of an earlier start can be in use any more */
  constructor(
    private readonly environment: Environment,
    isNewStart: boolean,
  ) {
    this.records = new RecordStore(environment, DOWNLOADS, isNewStart)
    if (isNewStart) this.records.claimOrphans(() => true).forEach((record) => void this.discard(record))
  }

  /** One to go on with, which is the caller's from now on. */
  claim(fingerprint: string): DownloadRecord | undefined {
    return this.records.claim(fingerprint)
  }

  /** Makes the file of a new one. @throws CosError `StorageFull`, `File`; `Aborted` where it was discarded meanwhile */
  async begin(record: DownloadRecord): Promise<void> {
    // Noted before it is there: it must not outlive a kill of the app.
    this.records.add(record)
    try {
      await createFile(this.environment, record.path, record.size)
      if (!record.fingerprint) throw abortedError()
    } catch (thrown) {
      await this.discard(record)
      throw thrown
    }
  }

  /** Puts bytes of the object in their place. @throws CosError `StorageFull`, `File` */
  write(record: DownloadRecord, bytes: ArrayBuffer, position: number): Promise<void> {
    return writeFileAt(this.environment, record.path, bytes, position)
  }

  /** A range has been written. */
  note(record: DownloadRecord, number: number): void {
    // Nobody goes on with what was discarded meanwhile.
    if (!record.fingerprint) return
    record.arrived.push(number)
    this.records.save(record)
  }

  /** Whoever downloads the same may go on with it. */
  release(record: DownloadRecord): void {
    this.records.release(record)
  }

  /** The file is complete, and somebody else's from now on. */
  handOver(record: DownloadRecord): void {
    this.records.remove(record)
  }

  /** Nobody may go on with it: deletes its file. */
  async discard(record: DownloadRecord): Promise<void> {
    this.records.discard(record)
    await deleteFile(this.environment, record.path)
    this.records.remove(record)
  }

  /** Deletes those that no task holds: others need the room now. */
  async deleteUnused(): Promise<void> {
    await Promise.all(this.records.resumable().map((record) => this.discard(record)))
  }
}

/** What lies in the storage, where it names a file. What cannot be gone on with can still be deleted. */
function parseDownload(value: unknown): DownloadRecord | undefined {
  const record = asRecord(value)
  if (!isText(record.path)) return undefined
  const checked = Object.assign(
    {},
    record,
    !isResumable(record) && { fingerprint: '', size: 1, partSize: 1, arrived: [] },
    { lastUsed: Number(record.lastUsed) || 0, inUse: record.inUse === true },
  )
  // Each field that the type names was checked, or replaced.
  return checked as unknown as DownloadRecord
}

function isResumable({ fingerprint, etag, size, partSize, arrived, lastUsed }: UnknownRecord): boolean {
  const isList = Array.isArray(arrived) && arrived.every(isCount)
  return isList && [fingerprint, etag].every(isText) && [size, partSize, lastUsed].every(isCount)
}
