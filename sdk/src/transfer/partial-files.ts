import type { Environment } from '../platform/environment'
import { createFile, writeFileAt } from '../platform/file-writing'
import { deleteFile } from '../platform/files'
import { abortedError } from './abort-signal'
import { isCount, isText, RecordStore, type RecordKind, type TransferRecord } from './record-store'

/** A download in ranges; its fingerprint tells the same object, asked for in the same way. */
export interface DownloadRecord extends TransferRecord {
  /** Where its file lies: of its final size from the beginning. */
  readonly path: string
  /** Of the version of the object that it began with. */
  readonly etag: string
  /** The numbers of the ranges that have been written. */
  arrived: number[]
}

const DOWNLOADS: RecordKind<DownloadRecord> = {
  name: 'cos-miniprogram/downloads',
  idOf: ({ path }) => path,
  isNamed: ({ path }) => isText(path),
  isResumable: ({ etag, arrived }) => isText(etag) && Array.isArray(arrived) && arrived.every(isCount),
}

/** The downloads in ranges whose files are not complete: what nobody goes on with is deleted. */
export class PartialFiles extends RecordStore<DownloadRecord> {
  /** @param isNewStart - whether nothing of an earlier start can be in use any more */
  constructor(environment: Environment, isNewStart: boolean) {
    super(environment, DOWNLOADS, isNewStart)
    if (isNewStart) this.claimOrphans(() => true).forEach((record) => void this.delete(record))
  }

  /** Makes the file of a new one. @throws CosError `StorageFull`, `File`; `Aborted` where it was deleted meanwhile */
  async begin(record: DownloadRecord): Promise<void> {
    // Noted before it is there: it must not outlive a kill of the app.
    this.hold(record)
    try {
      await createFile(this.environment, record.path, record.size)
      if (!record.fingerprint) throw abortedError()
    } catch (thrown) {
      await this.delete(record)
      throw thrown
    }
  }

  /** Puts bytes of the object in their place. @throws CosError `StorageFull`, `File` */
  write(record: DownloadRecord, bytes: ArrayBuffer, position: number): Promise<void> {
    return writeFileAt(this.environment, record.path, bytes, position)
  }

  /** A range has been written. */
  note(record: DownloadRecord, number: number): void {
    // Nobody goes on with what was deleted meanwhile.
    if (!record.fingerprint) return
    record.arrived.push(number)
    this.save(record)
  }

  /** Nobody may go on with it: deletes its file. */
  async delete(record: DownloadRecord): Promise<void> {
    this.discard(record)
    await deleteFile(this.environment, record.path)
    this.remove(record)
  }

  /** Deletes those that no task holds: others need the room now. */
  async deleteUnused(): Promise<void> {
    await Promise.all(this.resumable().map((record) => this.delete(record)))
  }
}
