import type { RawResponse } from '../../../local/cos/handler'
import { type Callbacks, Listeners, PlatformError } from '../callbacks'
import { faultOf } from '../faults/fault'
import { contentOf } from '../files/content'
import { type FileStore, refuseUnwritable } from '../files/store'
import { collected } from './collected'
import { following } from './exchange'
import { headerOf, incomingHeaders, outgoingHeaders } from './headers'
import type { Network } from './network'

/** What `wx.downloadFile` takes. */
export interface DownloadOptions extends Callbacks<DownloadResult> {
  url: string
  filePath?: string
  header?: Readonly<Record<string, unknown>>
  /** Milliseconds. */
  timeout?: number
}

/** What its `success` gets, whatever the status; the headers are not in it. */
export interface DownloadResult {
  statusCode: number
  /** Without `filePath`. */
  tempFilePath?: string
  filePath?: string
}

/** What `onProgressUpdate` of a download gets. */
export interface DownloadProgress {
  /** Percent. */
  progress: number
  totalBytesWritten: number
  totalBytesExpectedToWrite: number
}

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
}

/** `wx.downloadFile`: any status's body becomes a file. */
export function downloadFunction(network: Network, store: FileStore) {
  const { appId, headerCase, limits, process } = network.environment
  return (options: DownloadOptions) => {
    const { url } = options
    const method = 'GET'
    const headers = outgoingHeaders(options.header, { url, method, bytes: 0, appId })
    const headersReceived = new Listeners<{ header: Record<string, string> }>()
    const progress = new Listeners<DownloadProgress>()
    const task = network.start<DownloadResult>({
      api: 'downloadFile',
      method,
      url,
      bytes: 0,
      callbacks: options,
      async send(route, record) {
        if (options.filePath !== undefined) refuseUnwritable(store, options.filePath)
        const response = await following(route, { method, url, headers, body: new Uint8Array() })
        record.statusCode = response.status
        const header = incomingHeaders(response.headers, headerCase)
        process.later(() => headersReceived.emit({ header }))
        const bytes = await downloaded(response, limits.downloadBytes, (event) =>
          process.later(() => progress.emit(event)),
        )
        // A file of which the app will never hear is the platform's to delete.
        if (faultOf(route.faults, 'noCallback')) return { statusCode: response.status }
        return { statusCode: response.status, ...stored(store, { bytes, response, filePath: options.filePath }) }
      },
    })
    return {
      ...task,
      onHeadersReceived: headersReceived.on,
      offHeadersReceived: headersReceived.off,
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
    }
  }
}

function downloaded(response: RawResponse, limit: number, onProgress: (progress: DownloadProgress) => void) {
  const expected = Number(headerOf(response.headers, 'content-length') ?? 0)
  refuseExcess(expected, limit)
  return collected(response.body, (written) => {
    refuseExcess(written, limit)
    onProgress({
      progress: expected > 0 ? Math.min(100, Math.floor((written / expected) * 100)) : 0,
      totalBytesWritten: written,
      totalBytesExpectedToWrite: expected,
    })
  })
}

function refuseExcess(bytes: number, limit: number): void {
  if (bytes > limit) throw new PlatformError('exceed max file size')
}

function stored(
  store: FileStore,
  { bytes, response, filePath }: { bytes: Uint8Array; response: RawResponse; filePath: string | undefined },
): Omit<DownloadResult, 'statusCode'> {
  const [type = ''] = (headerOf(response.headers, 'content-type') ?? '').split(';')
  const path = filePath ?? store.newPath('temporary', extensions[type])
  store.put(path, contentOf(bytes))
  return filePath === undefined ? { tempFilePath: path } : { filePath }
}
