import { asRecord } from '../platform/as-record'
import type { Environment } from '../platform/environment'
import { callApi, systemInfo } from '../platform/optional-api'

const SCOPE = 'scope.writePhotosAlbum'

/** `undefined`: the person was not asked yet, and will be when something is saved; or the platform does not tell. */
export type Permission = boolean | undefined

export async function albumPermission(environment: Environment): Promise<Permission> {
  const { authSetting } = await callApi(environment, 'getSetting').catch(() => ({ authSetting: undefined }))
  const granted = asRecord(authSetting)[SCOPE]
  return typeof granted === 'boolean' ? granted : undefined
}

const TEXTS = {
  zh: {
    title: '需要相册权限',
    content: '请在设置中允许保存到相册，然后照片会继续保存。',
    confirmText: '去设置',
    cancelText: '取消',
  },
  // WeChat takes four Chinese characters, so about as many letters, on a button.
  en: {
    title: 'Album permission',
    content: 'Allow saving to the album in the settings, and the photo is saved then.',
    confirmText: 'Open',
    cancelText: 'Cancel',
  },
}

/** Shows why the permission is needed, and opens the settings. @returns whether it is there now */
export async function requestAlbumPermission(environment: Environment): Promise<boolean> {
  const language = systemInfo(environment).language
  const texts = typeof language === 'string' && !language.startsWith('zh') ? TEXTS.en : TEXTS.zh
  const { confirm } = await callApi(environment, 'showModal', texts)
  if (!confirm) return false
  await callApi(environment, 'openSetting')
  return (await albumPermission(environment)) === true
}
