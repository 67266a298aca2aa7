import { CosError } from '../../errors/cos-error'
import { downloadToFile, type DownloadedFile, type DownloadListeners } from '../../platform/download'
import type { HttpResponse } from '../../platform/http'
import type { PresignedRequest } from '../../types/signing'
import type { Run } from '../task'
import { DownloadPace } from './download-pace'

/** What the platform downloads at most. */
const MAX_DOWNLOAD_BYTES = 200 * 1024 * 1024

/** What came, in a temporary file; the body is empty. */
export type DownloadResponse = DownloadedFile & HttpResponse

/**
 * Downloads by one request, whatever its status. A stop ends it at once; what comes all the same is deleted.
 * @throws CosError `TooLarge` as soon as it is known that one request does not bring all; `Aborted`
 */
export async function requestDownload(
  { context, signal, progress }: Run,
  { Url: url, Headers: header }: PresignedRequest,
): Promise<DownloadResponse> {
  signal.throwIfAborted()
  const { environment, clock } = context
  const sentAt = environment.now()
  const pace = new DownloadPace(environment.now)
  let stopListening = () => {}
  const listeners: DownloadListeners = {
    onStart(call) {
      stopListening = signal.onAbort(() => call.abort())
    },
    onHeaders: (headers, receivedAt) => clock.observeDate(headers, sentAt, receivedAt),
    onProgress(loaded, total = 0) {
      progress.report(loaded, total)
      pace.advance()
      if (total > MAX_DOWNLOAD_BYTES || pace.isHopeless(loaded, total)) throw tooLarge(total)
    },
  }
  const downloaded = await downloadToFile(environment, { url, header }, listeners).finally(() => stopListening())
  // When all of it has come, its Date is no longer the time.
  return { ...downloaded, headers: { ...downloaded.headers, date: '' }, data: '' }
}

function tooLarge(bytes: number): CosError {
  return new CosError('TooLarge', `One download cannot bring ${bytes} bytes: too many, or too slowly`, {
    hint: 'Offer a smaller version, or several objects.',
  })
}
