import { isCached } from '../../credentials/cache'
import type { ClientContext } from '../../request/client-context'
import { resolveRequest } from '../../request/resolve'
import { sendRequestToCos } from '../../request/send-signed'
import { xmlElements, xmlText, xmlUrlText } from '../../request/xml'
import { runtimeOf } from '../shared-runtime'
import { PLATFORM_TIMEOUT_MS } from '../../platform/platform-error'
import type { UploadAddress } from '../upload-record'
import { abortUpload, backgroundRetry } from './abort-upload'

/** By how much the server's clock, as the phone knows it, may be off. */
const CLOCK_TOLERANCE_MS = 5000

/**
 * Aborts, in the background, uploads in parts whose beginning got no answer, so that nobody knows their ids. COS lists
 * them for credentials that are good for `ListMultipartUploads`, and it is asked only where those at hand say that they
 * are. Else they stay until a lifecycle rule of the bucket ends them: they hold no parts, and cost nothing.
 * @param lostAt - when they were begun, in milliseconds on the phone's clock
 */
export async function abortLostUploads(
  context: ClientContext,
  address: UploadAddress,
  lostAt: readonly number[],
): Promise<void> {
  const params = listParams(address)
  const key = context.credentials.lookUp(resolveRequest(context, params, params.listing))
  if (!key || (isCached(key) && !key.actions)) return
  const { uploads } = runtimeOf(context.environment)
  const retry = backgroundRetry(context)
  // A failure leaves them where they are.
  const { data } = await retry(() => sendRequestToCos(context, params)).catch(() => ({ data: '' }))
  const lost = xmlElements(data, 'Upload').filter((upload) => isLost(context, address, upload, lostAt))
  const ids = lost.map((upload) => xmlText(upload, 'UploadId')).filter((id) => !uploads.has(id))
  await Promise.all(ids.map((id) => abortUpload(context, address, id)))
}

/** @see https://cloud.tencent.com/document/product/436/7736 */
function listParams(address: UploadAddress) {
  const { Key } = address
  const Query = { uploads: '', prefix: Key, 'encoding-type': 'url' }
  return Object.assign({}, address, { Key: '', listing: { Prefix: Key }, Query, isBackground: true })
}

/** By the key, and by the time: another phone may upload to the same key. */
function isLost(
  { clock, environment }: ClientContext,
  { Key }: UploadAddress,
  upload: string,
  lostAt: readonly number[],
): boolean {
  const serverAhead = clock.now() * 1000 - environment.now()
  const begunAt = Date.parse(xmlText(upload, 'Initiated')) - serverAhead
  const isInTime = lostAt.some(
    (sentAt) => begunAt > sentAt - CLOCK_TOLERANCE_MS && begunAt < sentAt + PLATFORM_TIMEOUT_MS + CLOCK_TOLERANCE_MS,
  )
  return isInTime && xmlUrlText(upload, 'Key') === Key
}
