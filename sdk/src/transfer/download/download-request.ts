import { CosError } from '../../errors/cos-error'
import { downloadToFile } from '../../platform/download'
import type { HttpResponse } from '../../platform/http'
import type { ClientContext } from '../../request/client-context'
import type { PresignedRequest } from '../../types/signing'
import { LONGEST_REQUEST } from '../runtime'
import type { Run } from '../task'

/** What the platform downloads at most. */
const LARGEST = 200 * 1024 * 1024
/** Milliseconds after which a download's own speed tells how long it will take. */
const TELLING = 15_000

/** What came, in a temporary file; the body is empty. */
export interface Fetched extends HttpResponse {
  path: string
}

/**
 * `wx.downloadFile` as a promise, whatever the status.
 * @throws CosError `TooLarge` as soon as it is known that one request does not bring all
 */
export async function fetchFile(
  { environment, clock }: ClientContext,
  { Url: url, Headers: header }: PresignedRequest,
  run: Run,
): Promise<Fetched> {
  const sentAt = environment.now()
  let since = sentAt
  let forget = () => {}
  const downloaded = downloadToFile(
    environment,
    { url, header, timeout: LONGEST_REQUEST },
    {
      onStart: (call) => void (forget = run.signal.onStop(() => call.abort())),
      onHeaders(headers, receivedAt) {
        // Before that COS may have been making it.
        since = receivedAt
        clock.observeDate(headers, sentAt, receivedAt)
      },
      onProgress(written, expected = 0) {
        run.report(written, expected)
        const passed = environment.now() - since
        const needed = passed > TELLING ? (passed / written) * expected : 0
        // What is left would take more than twice the time that is left.
        if (expected > LARGEST || passed + needed > 2 * LONGEST_REQUEST) throw tooLarge(expected)
      },
    },
  )
  const { statusCode, tempFilePath, headers, receivedAt, expectedBytes } = await downloaded.finally(forget)
  // When all of it has come, its Date is no longer the time.
  const length = expectedBytes === undefined ? undefined : { 'content-length': String(expectedBytes) }
  return {
    statusCode,
    headers: Object.assign({}, headers, { date: '' }, length),
    data: '',
    path: tempFilePath,
    sentAt,
    receivedAt,
  }
}

function tooLarge(bytes: number): CosError {
  return new CosError('TooLarge', `One download cannot bring ${bytes} bytes: too many, or too slowly`, {
    hint: 'Offer a smaller version, or several objects.',
  })
}
