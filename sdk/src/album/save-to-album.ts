import { CosError, toCosError } from '../errors/cos-error'
import { deleteFile } from '../platform/files'
import { contextOf } from '../presigner'
import { checkParams } from '../request/validate'
import { abortedError } from '../transfer/abort-signal'
import { typeOfName } from '../transfer/content-type'
import type { DownloadClient, SaveToAlbumParams, SaveToAlbumResult } from '../types/album'
import type { DownloadResult, TransferState, TransferTask } from '../types/transfers'
import { saveFile, type SaveOutcome } from './save-file'

/** Image types that some phones do not take into their album. */
const REFUSED_BY_SOME = /^image\/(webp|hei[cf]|avif)/
/** Makes a JPEG of a picture. @see https://cloud.tencent.com/document/product/436/44883 */
const AS_JPEG = { 'imageMogr2/format/jpg': '' }

/**
 * Downloads a photo or video and saves it to the phone's album. What an album does not take, such as WebP on some phones,
 * is fetched as JPEG (that needs data processing for the bucket). The downloaded copy is deleted in any case.
 *
 * Rejects with what `downloadFile` does, and with `PrivacyNotAuthorized` or `PrivacyNotDeclared`, `PermissionDenied` where
 * the system does not allow WeChat to save, `StorageFull`, and `Unsupported` for what is neither a photo nor a video. That
 * the person decides against it is a result: `saved: false`. What the phone was already saving when
 * `abort()` was called may still come into the album.
 * @throws CosError `InvalidArgument` at once
 */
export function saveToAlbum(cos: DownloadClient, params: SaveToAlbumParams): TransferTask<SaveToAlbumResult> {
  contextOf(cos)
  checkParams('saveToAlbum', params, /^requestPermission$/)
  return steer(cos.downloadFile(downloadParams(params)), (downloaded, follow) => save(cos, params, downloaded, follow))
}

function downloadParams({
  Key,
  Query,
  Headers,
  Bucket,
  Region,
  Domain,
  Protocol,
  UseAccelerate,
  onProgress,
}: SaveToAlbumParams) {
  return Object.assign(
    { Key, Query, Headers, Bucket, Region, Domain, Protocol, UseAccelerate },
    onProgress && { onProgress },
  )
}

async function save(
  cos: DownloadClient,
  params: SaveToAlbumParams,
  downloaded: DownloadResult,
  follow: (download: Download) => Download,
): Promise<SaveToAlbumResult> {
  const outcome = await saveDownloaded(cos, params, downloaded)
  if (outcome !== 'invalid type') return { saved: outcome === 'saved' }
  const { ContentType } = downloaded
  if (!REFUSED_BY_SOME.test(ContentType)) throw refused(ContentType)
  const Query = Object.assign({}, params.Query, AS_JPEG)
  const second = downloadParams(Object.assign({}, params, { Query, onProgress: undefined }))
  const asJpeg = await follow(cos.downloadFile(second)).catch((thrown: unknown) => {
    throw refused(ContentType, thrown)
  })
  const secondOutcome = await saveDownloaded(cos, params, asJpeg)
  if (secondOutcome === 'invalid type') throw refused(asJpeg.ContentType)
  return { saved: secondOutcome === 'saved' }
}

async function saveDownloaded(
  cos: DownloadClient,
  { requestPermission }: SaveToAlbumParams,
  { FilePath, ContentType }: DownloadResult,
): Promise<SaveOutcome> {
  const { environment } = contextOf(cos)
  // The path has an extension that fits the content, whatever COS was told of its type.
  const contentType = typeOfName(FilePath) || ContentType
  try {
    return await saveFile(environment, { path: FilePath, contentType }, requestPermission)
  } finally {
    await deleteFile(environment, FilePath)
  }
}

/** @param cause - why there is no JPEG of it */
function refused(contentType: string, cause?: unknown): CosError {
  return new CosError('Unsupported', `The album of this phone does not take ${contentType}`, {
    hint: 'Offer the file by wx.openDocument, or store it as JPEG or MP4.',
    cause,
  })
}

type Download = TransferTask<DownloadResult>

/**
 * The task of the download, whose end is that of what follows it.
 * @param next - what follows; it hands over the downloads that it starts, for an abort
 */
function steer(
  download: Download,
  next: (downloaded: DownloadResult, follow: (download: Download) => Download) => Promise<SaveToAlbumResult>,
): TransferTask<SaveToAlbumResult> {
  let current = download
  let stop = (_error: CosError) => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = reject
  })
  const listeners = new Set<(state: TransferState) => void>()
  let outcome: TransferState | undefined
  const tell = (state: TransferState) => listeners.forEach((listener) => listener(state))
  const end = (state: TransferState) => {
    outcome = state
    tell(state)
  }
  const following = download.then((downloaded) => next(downloaded, (another) => (current = another)))
  const saving = Promise.race([following, stopped]).then(
    (result) => {
      end('done')
      return result
    },
    (thrown: unknown) => {
      const error = toCosError(thrown)
      end(error.code === 'Aborted' ? 'aborted' : 'failed')
      throw error
    },
  )
  // Whoever only listens to states is not to be told of a rejection that nobody has handled.
  saving.catch(() => {})
  const isOver = (state: TransferState) => state === 'done' || state === 'failed' || state === 'aborted'
  download.onStateChange((state) => {
    if (!isOver(state)) tell(state)
  })
  const steering = {
    onProgress: (listener: Parameters<typeof download.onProgress>[0]) => download.onProgress(listener),
    onStateChange(listener: (state: TransferState) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    pause: () => download.pause(),
    resume: () => download.resume(),
    abort() {
      current.abort()
      stop(abortedError())
    },
    retry: () => steer(download.retry(), next),
  }
  return Object.defineProperties(Object.assign(saving, steering), {
    state: { get: () => outcome || (isOver(download.state) ? 'running' : download.state) },
    pauseReason: { get: () => download.pauseReason },
  }) as unknown as TransferTask<SaveToAlbumResult>
}
