import type { ObjectParams } from '../../types/signing'
import { crc64OfContent, integrityError, storedCrc64, verifyCrc64, type ChecksumRun } from '../checksum'
import type { Content } from '../content'
import { isProcessed } from './can-use-ranges'
import type { DownloadResponse } from './download-request'

/** By so much may packing make bytes more that cannot be packed: a share, and the frame around them. */
const PACKING_SHARE = 0.001
const PACKING_FRAME_BYTES = 64

/**
 * Compares a file with what COS said of it, as far as the platform shows that: it unpacks what was packed for its way,
 * and does not always say so.
 * @throws CosError `Integrity`
 */
export async function verifyFile(
  run: ChecksumRun,
  file: DownloadResponse,
  content: Content,
  Query: ObjectParams['Query'],
): Promise<void> {
  const { headers, expectedBytes } = file
  const length = headers['content-length']
  const travelled = length === undefined ? expectedBytes : Number(length)
  // Without these figures, and where the file is larger than what has travelled, it may have been packed.
  if (headers['content-encoding'] || travelled === undefined || content.size > travelled) return
  if (content.size === travelled) return verifyContent(run, file, content, Query)
  const mayBePacked = length === undefined && content.size > travelled * (1 - PACKING_SHARE) - PACKING_FRAME_BYTES
  if (!mayBePacked) throw integrityError(file, 'content-length', String(travelled), String(content.size))
}

/** What is made of an object on its way has another checksum than the object, and so has a piece of it. */
async function verifyContent(
  run: ChecksumRun,
  file: DownloadResponse,
  content: Content,
  Query: ObjectParams['Query'],
): Promise<void> {
  if (isProcessed(Query) || file.statusCode === 206 || storedCrc64(file) === undefined) return
  verifyCrc64(file, await crc64OfContent(run, content))
}
