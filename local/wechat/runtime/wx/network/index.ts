import type { AppState } from '../../app-state'
import { download, type DownloadOptions } from './download'
import { request, type RequestOptions } from './request'
import { Transfers } from './task'
import { upload, type UploadOptions } from './upload'

/** The three transfers of `wx`. */
export function network(state: AppState, timeouts: Readonly<Record<string, unknown>>) {
  const transfers = new Transfers(state, timeouts)
  return {
    request: (options: RequestOptions) => transfers.start('request', options, (context) => request(options, context)),
    downloadFile: (options: DownloadOptions) =>
      transfers.start('downloadFile', options, (context) => download(options, context)),
    uploadFile: (options: UploadOptions) =>
      transfers.start('uploadFile', options, (context) => upload(options, context)),
  }
}
