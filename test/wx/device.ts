/** What the app can learn of the phone and of WeChat: an iPhone's simulator, with a base library of today. */
const device = { platform: 'devtools', system: 'iOS 17.0', brand: 'devtools', model: 'iPhone 15' } as const
const app = { SDKVersion: '3.8.0', version: '8.0.50', language: 'zh_CN', theme: 'light' } as const

/** `wx.getDeviceInfo` and its kin. */
export const deviceFunctions = {
  getDeviceInfo: () => ({ ...device }),
  getAppBaseInfo: () => ({ ...app }),
  getSystemInfoSync: () => ({ ...device, ...app }),
}
