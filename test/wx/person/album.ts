import type { AppProcess } from '../app-process'
import type { FileStore } from '../files/store'
import { appFunction } from './app-function'
import type { Permissions } from './permissions'
import type { PersonState } from './person'

/** `wx.saveImageToPhotosAlbum` and `wx.saveVideoToPhotosAlbum`, which need a permission. */
export function albumFunctions(
  { album }: Pick<PersonState, 'album'>,
  { files, permissions, process }: { files: FileStore; permissions: Permissions; process: AppProcess },
) {
  const saving = (api: string, kind: 'image' | 'video') =>
    appFunction(process, api, ({ filePath }: { filePath: string }) => {
      permissions.require('scope.writePhotosAlbum')
      const { content } = files.get(filePath)
      album.push({ kind, bytes: content.bytes(0, content.size) })
      return {}
    })
  return {
    saveImageToPhotosAlbum: saving('saveImageToPhotosAlbum', 'image'),
    saveVideoToPhotosAlbum: saving('saveVideoToPhotosAlbum', 'video'),
  }
}
