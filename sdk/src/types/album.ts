import type { DownloadParams, DownloadResult, TransferTask } from './transfers'

/** A `COS` client, as far as saving needs it. */
export interface DownloadClient {
  /** See `COS`. */
  downloadFile(params: DownloadParams): TransferTask<DownloadResult>
}

/** What is to be saved: as for `downloadFile`, without a place for the file, which is the album. */
export interface SaveToAlbumParams extends DownloadParams {
  /**
   * Asked where the permission was refused before: show why, and open the settings after a tap. Resolves to whether it is
   * there now. @default a modal, in the language of the system, then `wx.openSetting`
   */
  requestPermission?: () => boolean | Promise<boolean>
}

/** How saving ended. */
export interface SaveToAlbumResult {
  /** `false`: the person decided against it; that is no error. */
  saved: boolean
}
