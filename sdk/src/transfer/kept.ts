import { fieldsOf } from '../fields'
import type { Platform } from '../platform/types'
import type { Crc64 } from './crc64'
import { createMemory } from './memory'

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
export interface KeptUploads {
  /** An upload to go on with, which nobody else does. */
  find(wanted: SameUpload): KeptUpload | undefined
  /** Whether the upload is the caller's from now on: `false` where it is somebody else's already. */
  claim(UploadId: string): boolean
  /** Others may go on with it. */
  release(UploadId: string): void
  /** Writes it down; of the same file to the same key only one is gone on with. */
  save(upload: KeptUpload): void
  /** It has become an object, or is gone. */
  remove(UploadId: string): void
  /** Nobody goes on with it: it is to be cleaned up. */
  abandon(upload: KeptUpload): void
  /** What is to be cleaned up: unwanted, too old, too many, or of a file that cannot be told from another. */
  leftovers(): KeptUpload[]
}

export function keptUploads(platform: Platform, now: () => number): KeptUploads {
  const memory = createMemory(platform, 'cos-miniprogram/uploads', isUpload)
  /** Those that a task of this start works on, or may go on with. */
  const claimed = new Set<string>()
  const isFree = ({ UploadId }: KeptUpload) => !claimed.has(UploadId)
  const allBut = (UploadId: string) => memory.get().filter((kept) => kept.UploadId !== UploadId)
  const release = (UploadId: string) => void claimed.delete(UploadId)
  const save = (upload: KeptUpload) => {
    upload.touched = now()
    memory.set([upload, ...allBut(upload.UploadId)])
  }
  return {
    release,
    save,
    find: (wanted) => memory.get().find((kept) => !kept.unwanted && isFree(kept) && isSame(kept, wanted)),
    claim: (UploadId) => !claimed.has(UploadId) && !!claimed.add(UploadId),
    remove(UploadId) {
      release(UploadId)
      memory.set(allBut(UploadId))
    },
    abandon(upload) {
      upload.unwanted = true
      save(upload)
      release(upload.UploadId)
    },
    leftovers() {
      const oldest = now() - OLD
      const isLeft = (kept: KeptUpload, index: number) =>
        kept.unwanted || index >= MOST || kept.touched < oldest || !kept.md5
      return memory.get().filter(isLeft).filter(isFree)
    },
  }
}

function isSame(kept: KeptUpload, wanted: SameUpload): boolean {
  const names = ['Bucket', 'Region', 'Key', 'size', 'md5', 'headers'] as const
  return kept.md5 !== '' && names.every((name) => kept[name] === wanted[name])
}

/** An older version may have written something else. */
function isUpload(value: unknown): value is KeptUpload {
  const { UploadId, partSize, md5, crcs } = fieldsOf(value)
  return typeof UploadId === 'string' && Number(partSize) > 0 && typeof md5 === 'string' && Object(crcs) === crcs
}
