import type { Environment } from '../platform/environment'
import { createFile, writeFileAt } from '../platform/file-writing'
import { deleteFile } from '../platform/files'
import { abortedError } from './abort-signal'
import {
  createRecordStore,
  isCount,
  isText,
  type RecordKind,
  type RecordStore,
  type TransferRecord,
} from './record-store'

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
export interface PartialFiles extends RecordStore<DownloadRecord> {
  /** Makes the file of a new one. @throws CosError `StorageFull`, `File`; `Aborted` where it was deleted meanwhile */
  begin(record: DownloadRecord): Promise<void>
  /** Puts bytes of the object in their place. @throws CosError `StorageFull`, `File` */
  write(record: DownloadRecord, bytes: ArrayBuffer, position: number): Promise<void>
  /** A range has been written. */
  note(record: DownloadRecord, number: number): void
  /** Nobody may go on with it: deletes its file. */
  delete(record: DownloadRecord): Promise<void>
  /** Deletes those that no task holds: others need the room now. */
  deleteUnused(): Promise<void>
}

/** @param isNewStart - whether nothing of an earlier start can be in use any more */
export function createPartialFiles(environment: Environment, isNewStart: boolean): PartialFiles {
  const records = createRecordStore(environment, DOWNLOADS, isNewStart)

  async function discard(record: DownloadRecord): Promise<void> {
    records.discard(record)
    await deleteFile(environment, record.path)
    records.remove(record)
  }

  if (isNewStart) records.claimOrphans(() => true).forEach((record) => void discard(record))
  return Object.assign(records, {
    async begin(record: DownloadRecord) {
      // Noted before it is there: it must not outlive a kill of the app.
      records.hold(record)
      try {
        await createFile(environment, record.path, record.size)
        if (!record.fingerprint) throw abortedError()
      } catch (thrown) {
        await discard(record)
        throw thrown
      }
    },
    write: (record: DownloadRecord, bytes: ArrayBuffer, position: number) =>
      writeFileAt(environment, record.path, bytes, position),
    note(record: DownloadRecord, number: number) {
      // Nobody goes on with what was deleted meanwhile.
      if (!record.fingerprint) return
      record.arrived.push(number)
      records.save(record)
    },
    delete: discard,
    async deleteUnused() {
      await Promise.all(records.resumable().map(discard))
    },
  })
}
