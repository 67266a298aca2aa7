import { CosError } from '../errors/cos-error'
import type { PlatformUpload } from '../types/platform'
import { asRecord, asText } from './as-record'
import { callPlatform, tryToCall, type Callbacks, type RunningCall } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_RULES } from './file-error'
import { hostOf, lowerCaseHeaders, statusCodeOf, type HttpResponse } from './http'
import { PLATFORM_TIMEOUT_MS } from './platform-error'

/** A file with the fields of a form. */
export type FormUpload = Pick<PlatformUpload, 'url' | 'filePath' | 'name' | 'formData' | 'header'>

/** What is to be heard of an upload while it runs. */
export interface UploadListeners {
  readonly onStart: (call: RunningCall) => void
  /** Bytes of the form: a little more than the file has. */
  readonly onProgress: (sent: number, total: number) => void
}

/**
 * `wx.uploadFile` as a promise, which settles some seconds after its timeout at the latest.
 * @throws CosError where there was no answer at all
 */
export async function uploadForm(
  environment: Environment,
  form: FormUpload,
  { onStart, onProgress }: UploadListeners,
): Promise<HttpResponse> {
  const platform = environment.platform()
  if (!platform.uploadFile) {
    throw new CosError('Unsupported', 'The platform has no uploadFile', { hint: 'Use putObject.' })
  }
  const timeout = PLATFORM_TIMEOUT_MS
  const call = { api: 'uploadFile', host: hostOf(form.url), timeout, paths: [form.filePath] }
  const sentAt = environment.now()
  const result = await callPlatform(
    environment,
    Object.assign({}, call, {
      start: (callbacks: Callbacks) =>
        platform.uploadFile && platform.uploadFile(Object.assign({ timeout }, form, callbacks)),
      resultField: 'statusCode',
      rules: PLATFORM_RULES,
      onStart,
      onTask: (task: unknown) =>
        tryToCall(task, 'onProgressUpdate', (event: unknown) => {
          const { totalBytesSent, totalBytesExpectedToSend } = asRecord(event)
          onProgress(Number(totalBytesSent), Number(totalBytesExpectedToSend))
        }),
    }),
  )
  return {
    statusCode: statusCodeOf(result.statusCode, call),
    headers: lowerCaseHeaders(result.header),
    data: asText(result.data),
    sentAt,
    receivedAt: environment.now(),
  }
}
