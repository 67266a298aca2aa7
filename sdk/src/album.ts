/** `cos-miniprogram/album`: photos and videos of a bucket, saved to the phone's album. */
export { saveToAlbum } from './album/save-to-album'
export { CosError, isCosError } from './errors/cos-error'
export type { CosErrorCode } from './errors/cos-error'
export type { SaveToAlbumParams, SaveToAlbumResult } from './types/album'
export type { DownloadParams, TransferProgress, TransferState, TransferTask } from './types/transfers'
