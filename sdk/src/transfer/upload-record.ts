import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import type { ObjectAddress } from '../request/send-signed'
import type { Crc64 } from './crc64'
import { isCount, isText, type RecordKind, type TransferRecord } from './record-store'

/** The object that an upload is to become. */
export interface UploadAddress extends ObjectAddress {
  Bucket: string
  Region: string
}

/**
 * An upload in parts that COS knows of; its fingerprint tells the same file to the same key, with the same headers.
 * It does not say which parts have arrived: COS is asked.
 */
export interface UploadRecord extends UploadAddress, TransferRecord {
  UploadId: string
  /** Of the file, in hex; empty where the platform does not digest files. */
  md5: string
  /** Bytes: of the file, and of each part but the last. */
  size: number
  partSize: number
  /** Of the parts that have arrived as they were read, by number. */
  crcs: Record<number, Crc64>
  /** How often cleaning up has failed. */
  failedCleanUps: number
}

/** Uploads in parts. */
export const UPLOADS: RecordKind<UploadRecord> = {
  name: 'cos-miniprogram/uploads',
  parse: parseRecord,
  idOf: ({ UploadId }) => UploadId,
}

/**
 * What lies in the storage, where it is a record: each field is checked, since another version may have written it, or
 * it was cut off. What names an upload, but cannot be gone on with, can still be cleaned up.
 */
export function parseRecord(value: unknown): UploadRecord | undefined {
  const record = asRecord(value)
  const { UploadId, Bucket, Region, Key, lastUsed, failedCleanUps } = record
  if (![UploadId, Bucket, Region, Key].every(isText)) return undefined
  const checked = Object.assign({}, record, !isResumable(record) && NOT_RESUMABLE, {
    md5: asText(record.md5),
    lastUsed: Number(lastUsed) || 0,
    failedCleanUps: Number(failedCleanUps) || 0,
    inUse: record.inUse === true,
  })
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

function isCrc64(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
}
