import { CosError } from '../errors'
import { textOf } from '../response'
import type { UploadResult } from '../types'
import { xmlText } from '../xml'
import { verify } from './checksum'
import { noteLostAnswer, type UploadJob } from './job'
import { requestCompletion } from './multipart'
import { codeOf } from './retry'
import { crcOf, partNumbers, type Session } from './session'
import type { Signal } from './signal'
import { findStored, uploadResult } from './stored'

/**
 * Has COS make an object of the parts.
 * @throws CosError `NotFound` where COS does not know the upload and has not made the object, `Integrity`
 */
export async function completeUpload(job: UploadJob, signal: Signal, session: Session): Promise<UploadResult> {
  const { kept, etags } = session
  const crc = crcOf(session)
  const parts = partNumbers(kept).map((number) => ({ number, etag: etags.get(number) || '' }))
  kept.completing = true
  job.traffic.kept.save(kept)
  try {
    if (session.isGone) throw new CosError('NotFound', 'COS does not know the upload any more')
    const response = await job.retries.run(signal, () =>
      noteLostAnswer(job, signal.guard(requestCompletion(job, kept.UploadId, parts))),
    )
    verify(response, crc, `'${kept.Key}'`)
    return uploadResult(job, response, crc, xmlText(textOf(response), 'ETag'))
  } catch (thrown) {
    // It may have been carried out before: an answer was lost, or the request came twice.
    const code = codeOf(thrown)
    const mayBeDone = code === 'NotFound' || (code === 'AlreadyExists' && job.maybeStored)
    const stored = mayBeDone && (await findStored(job, signal, crc))
    if (!stored) throw thrown
    return stored
  }
}
