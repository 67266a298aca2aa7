import { type Callbacks, Listeners } from '../callbacks'
import type { FileStore } from '../files/store'
import { collected } from './collected'
import { following } from './exchange'
import { outgoingHeaders } from './headers'
import type { Network } from './network'

/** What `wx.uploadFile` takes. */
export interface UploadOptions extends Callbacks<UploadResult> {
  url: string
  filePath: string
  /** Of the form's field that carries the file. */
  name: string
  formData?: Readonly<Record<string, unknown>>
  header?: Readonly<Record<string, unknown>>
  /** Milliseconds. */
  timeout?: number
}

/** What its `success` gets, whatever the status. */
export interface UploadResult {
  statusCode: number
  data: string
}

/** What `onProgressUpdate` of an upload gets. */
export interface UploadProgress {
  /** Percent. */
  progress: number
  totalBytesSent: number
  totalBytesExpectedToSend: number
}

const boundary = '----wx-form-boundary'

/** `wx.uploadFile`: a POST of a form, and nothing else. Its progress is told once, when all has been sent. */
export function uploadFunction(network: Network, store: FileStore) {
  const { appId, process } = network.environment
  return (options: UploadOptions) => {
    const { url } = options
    const progress = new Listeners<UploadProgress>()
    const task = network.start<UploadResult>({
      api: 'uploadFile',
      method: 'POST',
      url,
      bytes: store.has(options.filePath) ? store.get(options.filePath).content.size : 0,
      callbacks: options,
      async send(route, record) {
        const body = formOf(options, store)
        const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }
        const about = { url, method: 'POST', bytes: body.length, appId }
        const headers = outgoingHeaders({ ...options.header, ...type }, about)
        const response = await following(route, { method: 'POST', url, headers, body })
        record.statusCode = response.status
        const sent = { progress: 100, totalBytesSent: body.length, totalBytesExpectedToSend: body.length }
        process.later(() => progress.emit(sent))
        return { statusCode: response.status, data: Buffer.from(await collected(response.body)).toString() }
      },
    })
    return { ...task, onProgressUpdate: progress.on, offProgressUpdate: progress.off }
  }
}

function formOf({ filePath, name, formData = {} }: UploadOptions, store: FileStore): Uint8Array {
  const { content } = store.get(filePath)
  const fields = Object.entries(formData).map(
    ([field, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${field}"\r\n\r\n${String(value)}\r\n`,
  )
  const fileName = filePath.slice(filePath.lastIndexOf('/') + 1)
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${fileName}"\r\n\r\n`
  const bytes = content.bytes(0, content.size)
  return Buffer.concat([Buffer.from(fields.join('') + head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)])
}
