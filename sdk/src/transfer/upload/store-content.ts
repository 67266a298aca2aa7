import { invalidArgument } from '../../errors/cos-error'
import { crc64OfContent, storedCrc64 } from '../checksum'
import { formatCrc64 } from '../crc64'
import { hexToBase64 } from '../base64'
import { codeOf } from '../retry'
import type { UploadRecord } from '../upload-record'
import { crc64OfParts, uploadInParts } from './multipart'
import { overwriteHeaders } from './object-headers'
import { MAX_READ_BYTES, shouldUseMultipart } from './upload-part-size'
import { putContent, putDigested, sendForObject, type StoredContent, type UploadRun } from './upload-run'

/**
 * Sends what is missing. A refusal may mean that the object is there: an earlier answer was lost.
 * @param mayStartAnew - whether parts that COS does not know any more are to be sent again
 * @throws CosError
 */
export async function storeContent(run: UploadRun, mayStartAnew = true): Promise<StoredContent> {
  const { session } = run
  const mayBeStored = session.mayBeStored
  try {
    return await sendContent(run)
  } catch (thrown) {
    const code = codeOf(thrown)
    if (code !== 'NotFound' && code !== 'AlreadyExists') throw thrown
    const { record } = session
    const stored = record || mayBeStored ? await findStored(run, record) : undefined
    // Parts that can never become an object only cost.
    if (code === 'AlreadyExists') session.discard(run.context)
    session.forget()
    if (stored) return stored
    if (code === 'NotFound' && record && mayStartAnew) return await storeContent(run, false)
    throw thrown
  } finally {
    session.noteTry()
  }
}

/** Goes on with the parts that are there; else decides between one PUT and parts. */
function sendContent(run: UploadRun): Promise<StoredContent> {
  const { session, content, options, runtime } = run
  const throughput = runtime.uploadThroughput.bytesPerSecond
  const isInParts = session.resume() || shouldUseMultipart(content.size, options.partThreshold, throughput)
  return isInParts ? uploadInParts(run) : putObject(run)
}

/**
 * Where the platform has digested the file, COS compares the bytes with that, and nothing has to be computed here.
 * @see https://cloud.tencent.com/document/product/436/7749
 */
async function putObject(run: UploadRun): Promise<StoredContent> {
  const { content, options } = run
  const { size, md5 } = content
  if (size > MAX_READ_BYTES) {
    throw invalidArgument(`partThreshold must be at most ${MAX_READ_BYTES} for this file: no request carries more.`)
  }
  const { Query } = options
  const Headers = overwriteHeaders(options, run.headers)
  const all = { position: 0, length: size }
  if (md5) {
    const digested = Object.assign({}, Headers, { 'content-md5': hexToBase64(md5) })
    const response = await putDigested(run, { Query, Headers: digested }, all)
    return { response, crc64: storedCrc64(response) || '' }
  }
  const { response, crc } = await putContent(run, { Query, Headers }, all)
  return { response, crc64: formatCrc64(crc) }
}

/** The object, if it is what was to be uploaded. */
async function findStored(run: UploadRun, record: UploadRecord | undefined): Promise<StoredContent | undefined> {
  const crc64 = formatCrc64(record ? crc64OfParts(record) : await crc64OfContent(run, run.content))
  try {
    const response = await sendForObject(run, { Method: 'HEAD' })
    const uploadId = record && record.UploadId
    return storedCrc64(response) === crc64 ? { response, crc64, uploadId } : undefined
  } catch (thrown) {
    if (codeOf(thrown) === 'NotFound') return undefined
    throw thrown
  }
}
