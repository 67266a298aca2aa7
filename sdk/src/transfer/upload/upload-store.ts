import type { ObjectAddress } from '../../request/send-signed'
import { asRecord } from '../../platform/as-record'
import type { Platform } from '../../types/platform'
import { combineCrc64, EMPTY_CRC64, type Crc64 } from '../crc64'
import { createMemory } from '../../platform/storage'

/** An upload in parts that COS knows of, as it is kept in the app's storage: which parts have arrived COS is asked. */
export interface KeptUpload extends ObjectAddress {
  UploadId: string
  /** What tells the same file to the same key, with the same headers; empty where nobody may go on with the upload. */
  id: string
  size: number
  partSize: number
  /** Of the parts that have arrived as they were read, by number. */
  crcs: Record<number, Crc64>
  /** When it was last gone on with, in milliseconds since the epoch. */
  touched: number
  /** A task works on it, or has left it to itself; or it is being cleaned up. Until the app starts anew. */
  busy: boolean
  /** How often cleaning up has failed. */
  refusals: number
}

/** Of more, the oldest are given up. */
const MOST = 20
/** Milliseconds after which nobody is expected to go on with an upload. */
const OLD = 7 * 24 * 3600 * 1000

/** The uploads in parts of this app, those of earlier starts among them. */
export interface KeptUploads {
  /** One to go on with, which is the caller's from now on. */
  find(id: string | undefined): KeptUpload | undefined
  /** Writes it down; or that it is an object now, or gone. */
  save(upload: KeptUpload, isGone?: boolean): void
  /** What nobody goes on with: given up, too old or too many. */
  leftovers(): KeptUpload[]
}

export function keptUploads(platform: Platform, now: () => number): KeptUploads {
  const memory = createMemory(platform, 'cos-miniprogram/uploads', isUpload)
  let all = memory.get()
  for (const kept of all) kept.busy = false
  return {
    find(id) {
      const found = all.find((kept) => kept.id && kept.id === id && !kept.busy)
      if (found) found.busy = true
      return found
    },
    save(upload, isGone) {
      upload.touched = now()
      all = all.filter((kept) => kept !== upload)
      if (!isGone) all.unshift(upload)
      memory.set(all)
    },
    leftovers: () =>
      all.filter((kept, index) => !kept.busy && (!kept.id || index >= MOST || kept.touched < now() - OLD)),
  }
}

/** An older version may have written something else. */
function isUpload(value: unknown): value is KeptUpload {
  return typeof asRecord(value).UploadId === 'string'
}

/** The numbers of all parts, in order. */
export function partNumbers({ size, partSize }: KeptUpload): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1)
}

export function lengthOf({ size, partSize }: KeptUpload, number: number): number {
  return Math.min(partSize, size - (number - 1) * partSize)
}

/** Of the whole file, once all parts have arrived. */
export function crcOf(kept: KeptUpload): Crc64 {
  return partNumbers(kept).reduce(
    (crc, number) => combineCrc64(crc, kept.crcs[number] || EMPTY_CRC64, lengthOf(kept, number)),
    EMPTY_CRC64,
  )
}
