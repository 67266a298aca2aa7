import type { ClientContext } from '../../request/client-context'
import { promised } from '../../platform/file-failure'
import { hostOf, lowerCaseHeaders, type HttpResponse } from '../../platform/http'
import type { Platform } from '../../types/platform'
import type { PresignedRequest } from '../../types/signing'
import type { Run } from '../task'
import { LONGEST_REQUEST } from '../runtime'

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
  context: ClientContext,
  platform: Platform,
  { Url: url, Headers: header }: PresignedRequest,
  run: Run,
): Promise<Fetched> {
  let headers: Record<string, string> = {}
  const sentAt = context.environment.now()
  let since = sentAt
  let forget = () => {}
  const start = (success: (result: unknown) => void, fail: (failure: unknown) => void) => {
    const task = platform.downloadFile({ url, header, timeout: LONGEST_REQUEST, success, fail })
    forget = run.signal.onStop(() => task.abort())
    if (task.onHeadersReceived) {
      task.onHeadersReceived((received) => {
        headers = lowerCaseHeaders(received.header)
        // Before that COS may have been making it. When all of it has come, its Date is no longer the time.
        since = context.environment.now()
        context.clock.observeDate(headers, sentAt)
        headers.date = ''
      })
    }
    task.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite }) => {
      const expected = totalBytesExpectedToWrite
      run.report(totalBytesWritten, expected)
      if (expected > 0) headers['content-length'] = String(expected)
      const passed = context.environment.now() - since
      const needed = passed > TELLING ? (passed / totalBytesWritten) * expected : 0
      // What is left would take more than twice the time that is left.
      if (expected > LARGEST || passed + needed > 2 * LONGEST_REQUEST) {
        fail({ errMsg: `downloadFile:fail ${expected} bytes: over max file size, or too slow` })
        task.abort()
      }
    })
  }
  const { statusCode, tempFilePath } = await promised(start, 'downloadFile ' + hostOf(url)).finally(forget)
  return {
    statusCode: Number(statusCode),
    headers,
    data: '',
    path: String(tempFilePath),
    sentAt,
    receivedAt: context.environment.now(),
  }
}
