const SCOPE = 'scope.writePhotosAlbum'

/**
 * Opens the settings in which saving to the album can be allowed, where it is not: to be called after a tap. What keeps
 * WeChat itself from the album is set in the phone's settings, which do not tell what came of it.
 * @returns whether saving is allowed now
 */
export async function allowAlbum(): Promise<boolean> {
  if (wx.getAppAuthorizeSetting().albumAuthorized === 'denied') {
    await wx.openAppAuthorizeSetting()
    return false
  }
  if (isAllowed(await wx.getSetting())) return true
  return isAllowed(await wx.openSetting())
}

function isAllowed({ authSetting }: { authSetting: object }): boolean {
  return Reflect.get(authSetting, SCOPE) === true
}
