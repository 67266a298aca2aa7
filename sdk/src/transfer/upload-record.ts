import { asRecord } from '../platform/as-record'
import type { ObjectAddress } from '../request/send-signed'
import type { Crc64 } from './crc64'
import { isText, type RecordKind, type TransferRecord } from './record-store'

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
  /** Of the parts that have arrived as they were read, by number. */
  crcs: Record<number, Crc64>
  /** How often cleaning up has failed. */
  failedCleanUps: number
}

/** Uploads in parts. */
export const UPLOADS: RecordKind<UploadRecord> = {
  name: 'cos-miniprogram/uploads',
  idOf: ({ UploadId }) => UploadId,
  isNamed: ({ UploadId, Bucket, Region, Key }) => [UploadId, Bucket, Region, Key].every(isText),
  isResumable: ({ crcs }) => typeof crcs === 'object' && !!crcs && Object.values(asRecord(crcs)).every(isCrc64),
}

function isCrc64(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isInteger)
}
