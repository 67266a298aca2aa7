/** The parts of an upload, as its record has them. */
import { combineCrc64, EMPTY_CRC64, type Crc64 } from '../crc64'
import type { UploadRecord } from '../upload-store'

/** The numbers of all parts, in order, from 1. */
export function partNumbers({ size, partSize }: UploadRecord): number[] {
  return Array.from({ length: Math.ceil(size / partSize) }, (_, index) => index + 1)
}

/** Bytes of a part. */
export function partLength({ size, partSize }: UploadRecord, number: number): number {
  return Math.min(partSize, size - (number - 1) * partSize)
}

/** The CRC of the whole file, once all parts have arrived. */
export function crc64OfParts(record: UploadRecord): Crc64 {
  return partNumbers(record).reduce(
    (crc, number) => combineCrc64(crc, record.crcs[number] || EMPTY_CRC64, partLength(record, number)),
    EMPTY_CRC64,
  )
}
