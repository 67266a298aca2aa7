import { CosError, isCosError } from '../errors'
import { send } from '../exchange'
import type { HttpResponse } from '../platform/request'
import type { UploadResult } from '../types'
import { xmlText } from '../xml'
import { verify } from './checksum'
import { forbidding, PARTS_ACTIONS } from './initiate'
import { noteLostAnswer, textOf, type UploadJob } from './job'
import type { PartsSession } from './session'
import { findStored, uploadResult } from './stored'
import type { Run } from './task'

/**
 * Has COS make an object of the parts.
 * @throws CosError `NotFound` where COS does not know the upload and has not made the object, `Integrity`; Stopped
 */
export async function completeUpload(job: UploadJob, run: Run, session: PartsSession): Promise<UploadResult> {
  const { signal } = run
  const { crc } = session
  session.startCompleting()
  try {
    if (session.isGone) throw new CosError('NotFound', 'COS does not know the upload any more')
    const response = await job.retries.run(signal, () => noteLostAnswer(job, signal.guard(complete(job, session))))
    verify(response, crc, `'${job.place.Key}'`)
    return uploadResult(job, response, crc, xmlText(textOf(response), 'ETag'))
  } catch (thrown) {
    const stored = mayBeDone(thrown, job) && (await findStored(job, signal, crc, PARTS_ACTIONS))
    if (!stored) throw thrown
    return stored
  }
}

/** It was carried out before: an answer was lost, or the request came twice. */
function mayBeDone(thrown: unknown, { maybeStored }: UploadJob): boolean {
  if (!isCosError(thrown)) return false
  return thrown.code === 'NotFound' || (thrown.code === 'AlreadyExists' && maybeStored)
}

/** @see https://cloud.tencent.com/document/product/436/7742 */
async function complete(job: UploadJob, session: PartsSession): Promise<HttpResponse> {
  const response = await send(job.core, {
    ...job.place,
    Method: 'POST',
    Query: { uploadId: session.UploadId },
    Headers: { 'content-type': 'application/xml', ...forbidding(job) },
    Actions: PARTS_ACTIONS,
    body: completionOf(session),
  })
  const text = textOf(response)
  // What takes COS long may fail when 200 is on its way already.
  if (!/<Error>/.test(text)) return response
  throw new CosError('ServerError', `COS did not complete the upload: ${xmlText(text, 'Code') ?? ''}`, {
    hint: 'Try again later.',
    RequestId: response.headers['x-cos-request-id'],
  })
}

function completionOf({ parts }: PartsSession): string {
  const list = parts.map(({ number, etag }) => {
    const escaped = etag.replace(/&/g, '&amp;').replace(/</g, '&lt;')
    return `<Part><PartNumber>${number}</PartNumber><ETag>${escaped}</ETag></Part>`
  })
  return `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`
}
