import type { PlatformUpload } from '../types/platform'
import { asRecord, asText } from './as-record'
import { tryToCall, type RunningCall } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_RULES } from './file-error'
import { callNetwork, type HttpResponse } from './http'

/** A file with the fields of a form. */
export type FormUpload = Pick<PlatformUpload, 'url' | 'filePath' | 'name' | 'formData' | 'header'>

/** What is to be heard of an upload while it runs. */
export interface UploadListeners {
  readonly onStart: (call: RunningCall) => void
  /** Bytes of the form: a little more than the file has. */
  readonly onProgress: (sent: number, total: number) => void
}

/** `wx.uploadFile` as a promise. @throws CosError where there was no answer at all; `Unsupported` */
export function uploadForm(
  environment: Environment,
  form: FormUpload,
  { onStart, onProgress }: UploadListeners,
): Promise<HttpResponse> {
  return callNetwork(environment, 'uploadFile', form, {
    paths: [form.filePath],
    rules: PLATFORM_RULES,
    onStart,
    onTask: (task) =>
      tryToCall(task, 'onProgressUpdate', (event: unknown) => {
        const { totalBytesSent, totalBytesExpectedToSend } = asRecord(event)
        onProgress(Number(totalBytesSent), Number(totalBytesExpectedToSend))
      }),
  }).then((answer) => Object.assign(answer, { data: asText(answer.data) }))
}
