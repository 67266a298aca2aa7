import type { Contents, Piece } from './content'
import type { ObjectProperties } from './objects'
import { noSuchUpload } from '../message/rejection'
import { Serial } from './serial'
import { hasFields } from '../storage/shape'
import type { Storage, StorageRecord } from '../storage/storage'

/** An upload in parts that is under way. */
export interface Upload extends ObjectProperties {
  bucket: string
  key: string
  uploadId: string
  /** Milliseconds since the epoch. */
  initiated: number
}

/** One part of it. */
export interface Part extends Piece {
  uploadId: string
  partNumber: number
  md5: string
  crc64: string
  /** Milliseconds since the epoch. */
  lastModified: number
}

interface Progress {
  upload: Upload
  parts: Map<number, Part>
}

/** The uploads in parts of all buckets. What is done to one of them is done one after another. */
export class Uploads {
  private readonly byId = new Map<string, Progress>()
  private readonly serial = new Serial()

  constructor(
    private readonly storage: Storage,
    private readonly contents: Contents,
    loaded: { uploads: readonly Upload[]; parts: readonly Part[] },
  ) {
    for (const upload of loaded.uploads) this.byId.set(upload.uploadId, { upload, parts: new Map() })
    for (const part of loaded.parts) this.byId.get(part.uploadId)?.parts.set(part.partNumber, part)
  }

  /** Those of a bucket, in no order. */
  list(bucket: string): Upload[] {
    return [...this.byId.values()].map((progress) => progress.upload).filter((upload) => upload.bucket === bucket)
  }

  /** @throws {Rejection} `NoSuchUpload` */
  get(bucket: string, key: string, uploadId: string): Upload {
    return this.progress(bucket, key, uploadId).upload
  }

  /** By part number. @throws {Rejection} `NoSuchUpload` */
  parts(bucket: string, key: string, uploadId: string): Part[] {
    const { parts } = this.progress(bucket, key, uploadId)
    return [...parts.values()].sort((a, b) => a.partNumber - b.partNumber)
  }

  async begin(upload: Upload): Promise<void> {
    await this.storage.publish({ name: uploadName(upload.uploadId), blobs: [], value: upload })
    this.byId.set(upload.uploadId, { upload, parts: new Map() })
  }

  /** The same number again overwrites. @throws {Rejection} `NoSuchUpload` where it ended in the meantime */
  async putPart(upload: Upload, part: Part): Promise<void> {
    await this.serial.run(upload.uploadId, async () => {
      const { parts } = this.progress(upload.bucket, upload.key, upload.uploadId)
      const before = parts.get(part.partNumber)
      await this.storage.publish({ name: partName(part), blobs: [part.blob], value: part })
      parts.set(part.partNumber, part)
      if (before) await this.contents.discard([before])
    })
  }

  /**
   * Ends the upload: `finish` is shown its parts and says which of them live on in an object; the rest is discarded.
   * @throws {Rejection} `NoSuchUpload`, and whatever `finish` throws: then the upload goes on
   */
  async end<Ending extends { kept: readonly Part[] }>(
    upload: Upload,
    finish: (parts: readonly Part[]) => Promise<Ending>,
  ): Promise<Ending> {
    return this.serial.run(upload.uploadId, async () => {
      const parts = this.parts(upload.bucket, upload.key, upload.uploadId)
      const ending = await finish(parts)
      const kept = new Set(ending.kept)
      this.byId.delete(upload.uploadId)
      await this.forget(upload.uploadId, parts)
      await this.contents.discard(parts.filter((part) => !kept.has(part)))
      return ending
    })
  }

  /** Clears away what a kill has left in the middle of ending an upload: `completed` have become objects. */
  async clear(loaded: readonly Part[], completed: ReadonlySet<string>): Promise<void> {
    for (const uploadId of completed) {
      if (this.byId.delete(uploadId)) await this.storage.withdraw(uploadName(uploadId))
    }
    const orphans = loaded.filter((part) => !this.byId.has(part.uploadId))
    await Promise.all(orphans.map((part) => this.storage.withdraw(partName(part))))
  }

  private progress(bucket: string, key: string, uploadId: string): Progress {
    const progress = this.byId.get(uploadId)
    if (progress?.upload.bucket !== bucket || progress.upload.key !== key) throw noSuchUpload()
    return progress
  }

  private async forget(uploadId: string, parts: readonly Part[]): Promise<void> {
    await this.storage.withdraw(uploadName(uploadId))
    await Promise.all(parts.map((part) => this.storage.withdraw(partName(part))))
  }
}

function uploadName(uploadId: string): string {
  return `upload/${uploadId}`
}

function partName(part: Part): string {
  return `part/${part.uploadId}/${part.partNumber}`
}

/** Whether a record is one of an upload in parts. */
export function isUploadRecord(record: StorageRecord): record is StorageRecord & { value: Upload } {
  return isUpload(record.value) && record.name === uploadName(record.value.uploadId)
}

/** Whether a record is one of a part. */
export function isPartRecord(record: StorageRecord): record is StorageRecord & { value: Part } {
  return isPart(record.value) && record.name === partName(record.value)
}

function isUpload(value: unknown): value is Upload {
  return hasFields(value, {
    bucket: 'string',
    key: 'string',
    uploadId: 'string',
    initiated: 'number',
    headers: 'object',
  })
}

function isPart(value: unknown): value is Part {
  const text = { uploadId: 'string', blob: 'string', md5: 'string', crc64: 'string' } as const
  return hasFields(value, { ...text, partNumber: 'number', size: 'number' })
}
