import { CosError } from '../../errors/cos-error'
import { sendRequest, type HttpRequest, type HttpResponse } from '../../platform/http'
import { sendRequestToCos } from '../../request/send-signed'
import { xmlText } from '../../request/xml'
import { SMALL_REQUEST } from '../queue'
import { observed } from '../transport'
import type { UploadRecord } from '../upload-record'
import { overwriteHeaders } from './object-headers'
import { choosePartSize } from './upload-part-size'
import type { UploadRun } from './upload-run'

/**
 * Begins an upload in parts. A stop prevents it until it is sent; from then on nothing ends the waiting for its id.
 * @param onSent - called when COS is asked
 * @throws CosError
 * @see https://cloud.tencent.com/document/product/436/7746
 */
export async function initiateUpload(run: UploadRun, onSent: () => void): Promise<UploadRecord> {
  const { session, options, content, runtime } = run
  const { address, fingerprint } = session
  const { size, md5 = '' } = content
  const partSize = choosePartSize(size, runtime.uploadThroughput.bytesPerSecond, options.partSize)
  const Query = Object.assign({}, options.Query, { uploads: '' })
  const Headers = overwriteHeaders(options, run.headers)
  const request = Object.assign({ Method: 'POST' as const, Query, Headers }, address)
  const { data } = await sendRequestToCos(run.context, request, (http) => sendInitiate(run, http, onSent))
  const UploadId = xmlText(data, 'UploadId')
  if (!UploadId) throw new CosError('Integrity', 'COS has begun an upload, and names no UploadId', { retryable: true })
  const file = { fingerprint, md5, size, partSize }
  return Object.assign({}, address, { UploadId }, file, { crcs: {}, lastUsed: 0, inUse: true, failedCleanUps: 0 })
}

/** A stop gives back its place in the queue, and the answer is still waited for. */
async function sendInitiate(run: UploadRun, request: HttpRequest, onSent: () => void): Promise<HttpResponse> {
  const { context, runtime, session, signal } = run
  const { environment } = context
  const leave = await runtime.requestQueue.enter(SMALL_REQUEST, signal)
  signal.throwIfAborted()
  const sentAt = environment.now()
  onSent()
  let isKnown = false
  try {
    const response = await observed(runtime, sendRequest(environment, request))
    isKnown = response.statusCode < 500
    return response
  } finally {
    leave()
    if (!isKnown) session.loseUpload(sentAt)
  }
}
