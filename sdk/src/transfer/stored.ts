import type { SendParams } from '../exchange'
import type { HttpResponse } from '../platform/request'
import { prepare, type Purpose } from '../prepare'
import type { UploadResult } from '../types'
import { formatCrc64, type Crc64 } from './crc64'
import { ask, type UploadJob } from './job'
import { codeOf } from './retry'
import type { Signal } from './signal'

/**
 * What lies at the key, if it is what was to be stored there: tells success from failure.
 * @param purpose - where it is not that of parts
 * @throws CosError
 */
export async function findStored(
  job: UploadJob,
  signal: Signal,
  crc: Crc64,
  purpose?: Purpose,
): Promise<UploadResult | undefined> {
  const head: Partial<SendParams> = { Method: 'HEAD' }
  try {
    const response = await ask(job, signal, Object.assign(head, purpose))
    const isSame = response.headers['x-cos-hash-crc64ecma'] === formatCrc64(crc)
    return isSame ? uploadResult(job, response, crc) : undefined
  } catch (thrown) {
    if (codeOf(thrown) !== 'NotFound') throw thrown
    return undefined
  }
}

/** What the caller gets. @param ETag - where it is not in the headers */
export function uploadResult(job: UploadJob, { headers }: HttpResponse, crc: Crc64, ETag?: string): UploadResult {
  return {
    Key: job.place.Key,
    ETag: ETag || headers.etag || '',
    Location: prepare(job.core, job.place).Url,
    Crc64: formatCrc64(crc),
    RequestId: headers['x-cos-request-id'] || '',
  }
}
