/** `cos-miniprogram/album`: photos and videos of a bucket, saved to the phone's album. */
export { saveToAlbum } from './album/save-to-album'
export { CosError, isCosError } from './errors/cos-error'
export type { CosErrorCode, CosErrorDetails } from './errors/cos-error'
export type { DownloadClient, SaveToAlbumParams, SaveToAlbumResult } from './types/album'
export type { ObjectParams } from './types/signing'
export type { DownloadParams, DownloadResult, TransferProgress, TransferState, TransferTask } from './types/transfers'
