import { info, judge, type Chapter, type Finding } from './finding'

/** What the SDK uses of WeChat, and what is lost without it. */
const FEATURES: readonly string[] = [
  'downloadFile',
  'uploadFile',
  'getFileSystemManager',
  'saveImageToPhotosAlbum',
  'onNetworkStatusChange',
  'onAppHide',
  'requirePrivacyAuthorize',
  'getAppBaseInfo',
]

/** What WeChat allows an app to keep in files. */
const MAX_FILES_MB = 200

/** Base library, missing features, network and storage. */
export async function phoneChapter(): Promise<Chapter> {
  const { SDKVersion, version } = wx.getAppBaseInfo()
  const { platform, system, model } = wx.getDeviceInfo()
  const missing = FEATURES.filter((name) => !wx.canIUse(name))
  return {
    id: 'phone',
    findings: [
      info('device', [model, system, platform].join(' · ')),
      info('library', `${SDKVersion} · WeChat ${version}`),
      judge('features', missing.join(', ') || '—', missing.length === 0, 'updateWeChat'),
      await networkFinding(),
      storageFinding(),
    ],
  }
}

async function networkFinding(): Promise<Finding> {
  const { networkType } = await wx.getNetworkType()
  return judge('network', networkType, networkType !== 'none', 'network')
}

function storageFinding(): Finding {
  const { currentSize, limitSize } = wx.getStorageInfoSync()
  return judge(
    'storage',
    `${currentSize} / ${limitSize} KB · ${MAX_FILES_MB} MB`,
    currentSize < limitSize,
    'freeStorage',
  )
}
