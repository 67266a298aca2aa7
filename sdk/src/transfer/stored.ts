import { isCosError } from '../errors'
import { send } from '../exchange'
import type { HttpResponse } from '../platform/request'
import type { UploadResult } from '../types'
import { crc64Header } from './checksum'
import { formatCrc64, type Crc64 } from './crc64'
import type { UploadJob } from './job'
import type { Signal } from './signal'

/** What lies at the key, if it is what was to be stored there: tells success from failure. @throws CosError, Stopped */
export async function findStored(
  job: UploadJob,
  signal: Signal,
  crc: Crc64,
  Actions: readonly string[],
): Promise<UploadResult | undefined> {
  const { core, place, retries } = job
  const head = () => signal.guard(send(core, { ...place, Method: 'HEAD', Actions }))
  try {
    const response = await retries.run(signal, head)
    return crc64Header(response) === formatCrc64(crc) ? uploadResult(job, response, crc) : undefined
  } catch (thrown) {
    if (isCosError(thrown) && thrown.code === 'NotFound') return undefined
    throw thrown
  }
}

/** What the caller gets. @param ETag - where it is not in the headers */
export function uploadResult(job: UploadJob, { headers }: HttpResponse, crc: Crc64, ETag?: string): UploadResult {
  return {
    Key: job.place.Key,
    ETag: ETag ?? headers.etag ?? '',
    Location: job.core.prepare(job.place).Url,
    Crc64: formatCrc64(crc),
    RequestId: headers['x-cos-request-id'] ?? '',
  }
}
