import { downloadToFile, type DownloadedFile } from '../../platform/download'
import type { HttpResponse } from '../../platform/http'
import type { PresignedRequest } from '../../types/signing'
import type { Run } from '../task'
import { abortable } from '../transport'

/** What came, in a temporary file; the body is empty. */
export type DownloadResponse = DownloadedFile & HttpResponse

/**
 * Downloads by one request, whatever its status. A stop ends it at once; what comes all the same is deleted.
 * @param onProgress - bytes that have come, and how many will, or 0; what it throws ends the download
 * @throws CosError what the listener has thrown; `Aborted`
 */
export async function requestDownload(
  run: Run,
  { Url: url, Headers: header }: PresignedRequest,
  onProgress: (loaded: number, total: number) => void,
): Promise<DownloadResponse> {
  const { environment, clock } = run.context
  const sentAt = environment.now()
  const downloaded = await abortable(run, (onStart) =>
    downloadToFile(
      environment,
      { url, header },
      {
        onStart,
        onHeaders: (headers, receivedAt) => clock.observeDate(headers, sentAt, receivedAt),
        onProgress: (loaded, total = 0) => onProgress(loaded, total),
      },
    ),
  )
  // When all of it has come, its Date is no longer the time.
  return Object.assign({}, downloaded, { headers: Object.assign({}, downloaded.headers, { date: '' }), data: '' })
}
