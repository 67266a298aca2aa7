import type { TransferProgress } from 'cos-miniprogram'
import { saveToAlbum } from 'cos-miniprogram/album'
import { cosClient } from './client'

type OnProgress = (progress: TransferProgress) => void

/**
 * Saves a picture or video to the phone's album. Resolves to `false` where the person decided against it.
 * @param requestPermission - asked where that was refused before; by default a dialog with the way to the settings
 */
export async function saveToPhone(
  key: string,
  onProgress?: OnProgress,
  requestPermission?: () => boolean,
): Promise<boolean> {
  const cos = await cosClient()
  return (await saveToAlbum(cos, { Key: key, onProgress, requestPermission })).saved
}

/** Downloads any other file and opens it in WeChat's viewer, from where it can be sent on. */
export async function openFile(key: string, onProgress: OnProgress): Promise<void> {
  const cos = await cosClient()
  const { FilePath } = await cos.downloadFile({ Key: key, onProgress })
  await wx.openDocument({ filePath: FilePath, showMenu: true })
}
