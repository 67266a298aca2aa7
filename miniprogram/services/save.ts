import type { TransferProgress } from 'cos-miniprogram'
import { cosClient } from './client'
import { wxFailureOf } from './wx-failure'

/** What saving needs of the page. */
export interface SaveOptions {
  onProgress: (progress: TransferProgress) => void
  /** Asks the person for the permission that was refused before; resolves to whether it is there now. */
  askForPermission: () => Promise<boolean>
}

/**
 * Downloads a picture and saves it to the phone's album. Resolves to `false` where the person decided against it;
 * rejects with what went wrong. The downloaded copy is deleted in any case.
 */
export async function saveToAlbum(key: string, { onProgress, askForPermission }: SaveOptions): Promise<boolean> {
  const filePath = await download(key, onProgress)
  try {
    return (await save(filePath)) || ((await askForPermission()) && (await save(filePath)))
  } catch (error) {
    if (wxFailureOf(error) === 'Aborted') return false
    throw error
  } finally {
    discard(filePath)
  }
}

/** Downloads any other file and opens it in WeChat's viewer, from where it can be sent on. */
export async function openFile(key: string, onProgress: SaveOptions['onProgress']): Promise<void> {
  const filePath = await download(key, onProgress)
  await wx.openDocument({ filePath, showMenu: true })
}

async function download(key: string, onProgress: SaveOptions['onProgress']): Promise<string> {
  const cos = await cosClient()
  return (await cos.downloadFile({ Key: key, onProgress })).FilePath
}

/** Resolves to `false` where the permission is missing. After one refusal WeChat does not ask again by itself. */
async function save(filePath: string): Promise<boolean> {
  try {
    await wx.saveImageToPhotosAlbum({ filePath })
    return true
  } catch (error) {
    if (wxFailureOf(error) === 'PermissionDenied') return false
    throw error
  }
}

function discard(filePath: string): void {
  // Without `fail`, an older base library reports a missing file as an uncaught error.
  wx.getFileSystemManager().unlink({ filePath, fail: () => undefined })
}
