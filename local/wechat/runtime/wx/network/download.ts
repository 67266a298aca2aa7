import { fileStore } from '../files/store'
import { receive } from './body'
import { requestHeaders, type TransferContext, type TransferOptions } from './task'

/** The options of `wx.downloadFile` that the host knows. */
export interface DownloadOptions extends TransferOptions {
  filePath?: string
}

/** `wx.downloadFile`: the body goes to a file, whatever the HTTP status. */
export async function download(options: DownloadOptions, context: TransferContext): Promise<object> {
  const headers = requestHeaders(options.header)
  const response = await fetch(options.url, { headers, signal: context.signal, credentials: 'omit', cache: 'no-store' })
  context.headersReceived(Object.fromEntries(response.headers), response.status)
  const expected = Number(response.headers.get('content-length') ?? 0)
  const blob = await receive(response, context.signal, (written) => context.progress(progressOf(written, expected)))
  if (options.filePath !== undefined) {
    fileStore.put(options.filePath, blob)
    return { filePath: options.filePath, statusCode: response.status }
  }
  fileStore.requireRoom(0)
  const { pathname } = new URL(options.url)
  return { tempFilePath: fileStore.putTemporary(blob, blob.type === '' ? pathname : ''), statusCode: response.status }
}

function progressOf(written: number, expected: number): object {
  return {
    progress: expected === 0 ? 0 : Math.round((written / expected) * 100),
    totalBytesWritten: written,
    totalBytesExpectedToWrite: expected,
  }
}
