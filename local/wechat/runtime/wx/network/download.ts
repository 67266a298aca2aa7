import { fileStore } from '../files/store'
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
  const blob = await receive(response, context)
  if (options.filePath !== undefined) {
    fileStore.put(options.filePath, blob)
    return { filePath: options.filePath, statusCode: response.status }
  }
  const { pathname } = new URL(options.url)
  return { tempFilePath: fileStore.putTemporary(blob, blob.type === '' ? pathname : ''), statusCode: response.status }
}

async function receive(response: Response, context: TransferContext): Promise<Blob> {
  const type = response.headers.get('content-type') ?? ''
  const expected = Number(response.headers.get('content-length') ?? 0)
  const chunks: BlobPart[] = []
  let written = 0
  const reader = response.body?.getReader()
  for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read()) {
    chunks.push(chunk.value)
    written += chunk.value.length
    context.progress({
      progress: expected === 0 ? 0 : Math.round((written / expected) * 100),
      totalBytesWritten: written,
      totalBytesExpectedToWrite: expected,
    })
  }
  return new Blob(chunks, { type })
}
