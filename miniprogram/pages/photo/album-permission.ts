import { texts } from '../../texts/texts'

/**
 * Sends the person to WeChat's settings, where the permission to save to the album can be given after it was refused
 * once. Resolves to whether they gave it.
 */
export async function askForAlbumPermission(): Promise<boolean> {
  const { photo, action } = texts()
  const { confirm } = await wx.showModal({
    title: photo.permissionTitle,
    content: photo.permissionText,
    confirmText: photo.openSettings,
    cancelText: action.cancel,
  })
  if (!confirm) return false
  const { authSetting } = await wx.openSetting()
  return authSetting['scope.writePhotosAlbum'] === true
}
