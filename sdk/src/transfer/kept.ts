import type { Platform } from '../platform/types'
import type { Crc64 } from './crc64'
import { Memory } from './memory'

/** An upload in parts that COS knows of, as it is kept in the app's storage. */
export interface KeptUpload {
  Bucket: string
  Region: string
  Key: string
  Domain?: string
  Protocol?: 'https:' | 'http:'
  UploadId: string
  partSize: number
  size: number
  /** Empty where the platform has no digest of it: such an upload cannot be gone on with after a restart. */
  md5: string
  /** What the object will be stored with, as JSON: an upload that is gone on with keeps it. */
  headers: string
  /** Of the parts that have arrived as they were read, by part number. */
  crcs: Record<string, Crc64>
  /** COS was asked to make the object of the parts. */
  completing: boolean
  /** When it was last gone on with, in milliseconds since the epoch. */
  touched: number
  /** Nobody wants it any more: what lies on COS is to be cleaned up. */
  unwanted: boolean
  /** How often cleaning up was refused. */
  refusals: number
}

/** What tells the same upload: the same file to the same key. */
export type SameUpload = Pick<KeptUpload, 'Bucket' | 'Region' | 'Key' | 'size' | 'md5' | 'headers'>

/** Of more, the oldest are given up. */
const MOST = 20
/** Milliseconds after which nobody is expected to go on with an upload. */
const OLD = 7 * 24 * 3600 * 1000

/** The uploads in parts of this app, those of earlier starts among them. */
export class KeptUploads {
  private readonly memory: Memory<KeptUpload[]>
  /** Those that a task of this start works on, or may go on with. */
  private readonly claimed = new Set<string>()

  constructor(
    platform: Platform,
    private readonly now: () => number,
  ) {
    this.memory = new Memory(platform, 'cos-miniprogram/uploads', readUploads)
  }

  /** An upload to go on with, which nobody else does. */
  find(wanted: SameUpload): KeptUpload | undefined {
    return this.memory.get().find((kept) => this.isFree(kept) && isSame(kept, wanted))
  }

  /** Whether the upload is the caller's from now on: `false` where it is somebody else's already. */
  claim(UploadId: string): boolean {
    if (this.claimed.has(UploadId)) return false
    this.claimed.add(UploadId)
    return true
  }

  /** Others may go on with it. */
  release(UploadId: string): void {
    this.claimed.delete(UploadId)
  }

  /** Writes it down; of the same file to the same key only one is gone on with. */
  save(upload: KeptUpload): void {
    const others = this.memory.get().filter((kept) => kept.UploadId !== upload.UploadId)
    this.memory.set([{ ...upload, touched: this.now() }, ...others])
  }

  /** It has become an object, or is gone. */
  remove(UploadId: string): void {
    this.claimed.delete(UploadId)
    this.memory.set(this.memory.get().filter((kept) => kept.UploadId !== UploadId))
  }

  /** Nobody goes on with it: it is to be cleaned up. */
  abandon(upload: KeptUpload): void {
    this.save({ ...upload, unwanted: true })
    this.claimed.delete(upload.UploadId)
  }

  /** What is to be cleaned up: unwanted, too old, too many, or of a file that cannot be told from another. */
  leftovers(): KeptUpload[] {
    const oldest = this.now() - OLD
    return this.memory
      .get()
      .filter((kept, index) => kept.unwanted || index >= MOST || kept.touched < oldest || !kept.md5)
      .filter((kept) => !this.claimed.has(kept.UploadId))
  }

  private isFree(kept: KeptUpload): boolean {
    return !kept.unwanted && !this.claimed.has(kept.UploadId)
  }
}

function isSame(kept: KeptUpload, wanted: SameUpload): boolean {
  const names = ['Bucket', 'Region', 'Key', 'size', 'md5', 'headers'] as const
  return kept.md5 !== '' && names.every((name) => kept[name] === wanted[name])
}

function readUploads(stored: unknown): KeptUpload[] {
  return Array.isArray(stored) ? stored.filter(isUpload) : []
}

/** An older version may have written something else. */
function isUpload(value: unknown): value is KeptUpload {
  const { UploadId, partSize, md5, crcs }: Partial<Record<keyof KeptUpload, unknown>> = Object(value)
  return typeof UploadId === 'string' && Number(partSize) > 0 && typeof md5 === 'string' && Object(crcs) === crcs
}
