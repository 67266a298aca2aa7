import { uplink } from '../../simulation/line'
import { ApiError } from '../call'
import { fileStore } from '../files/store'
import { requestHeaders, type TransferContext, type TransferOptions } from './task'

/** The options of `wx.uploadFile` that the host knows. */
export interface UploadOptions extends TransferOptions {
  filePath: string
  name: string
  formData?: Record<string, unknown>
}

/** `wx.uploadFile`: a multipart form by POST. The only transfer whose upload progress WeChat tells. */
export async function upload(options: UploadOptions, context: TransferContext): Promise<object> {
  const form = formOf(options)
  const { size } = fileStore.get(options.filePath).blob
  let passed = 0
  await uplink.pass(size, context.signal, (bytes) => tellProgress(context, (passed = bytes), size))
  return new Promise((resolve, reject) => {
    // fetch cannot tell how much it has sent.
    const request = new XMLHttpRequest()
    request.open('POST', options.url)
    for (const [name, value] of Object.entries(requestHeaders(options.header))) {
      if (name !== 'content-type') request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded, total }) => {
      if (loaded > passed) tellProgress(context, loaded, total)
    }
    request.onload = () => {
      context.headersReceived(headersOf(request), request.status)
      resolve({ data: request.responseText, statusCode: request.status })
    }
    request.onerror = () => reject(new TypeError('The upload failed'))
    request.onabort = () => reject(new ApiError('abort'))
    context.signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function tellProgress(context: TransferContext, sent: number, total: number): void {
  const progress = total === 0 ? 0 : Math.round((sent / total) * 100)
  context.progress({ progress, totalBytesSent: sent, totalBytesExpectedToSend: total })
}

function formOf({ filePath, name, formData }: UploadOptions): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(formData ?? {})) form.append(field, String(value))
  form.append(name, fileStore.get(filePath).blob, filePath.split('/').at(-1))
  return form
}

function headersOf(request: XMLHttpRequest): Record<string, string> {
  const lines = request.getAllResponseHeaders().trim().split('\r\n')
  return Object.fromEntries(lines.map((line) => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]))
}
