import type { LaunchOptions } from '../launch'
import type { Program } from '../program'
import { pagesArea, screenPart } from '../screen'
import type { Theme } from '../theme'
import { api } from './call'
import { isChinese } from './language'

const LIBRARY_VERSION = '3.8.0'
const CAPSULE = { width: 87, height: 32, top: 6, right: 7 }

interface SystemParts {
  program: Program
  theme: Theme
  options: LaunchOptions
}

/** What `wx` tells of the phone, the window and the app. */
export function system({ program, theme, options }: SystemParts) {
  const baseInfo = () => ({
    SDKVersion: LIBRARY_VERSION,
    version: '8.0.60',
    language: isChinese() ? 'zh_CN' : 'en',
    theme: theme.current,
    enableDebug: false,
    fontSizeSetting: 16,
    host: { appId: '', env: 'WeChat' },
  })
  const all = () => ({ ...windowInfo(), ...baseInfo(), ...deviceInfo() })
  return {
    getAppBaseInfo: baseInfo,
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getSystemInfoSync: all,
    getSystemInfo: api('getSystemInfo', all),
    getSystemInfoAsync: api('getSystemInfoAsync', all),
    getSystemSetting: () => ({ bluetoothEnabled: false, locationEnabled: false, wifiEnabled: true }),
    getMenuButtonBoundingClientRect: capsule,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getExtConfigSync: () => structuredClone(program.extConfig),
    getExtConfig: api('getExtConfig', () => ({ extConfig: structuredClone(program.extConfig) })),
    getLaunchOptionsSync: () => structuredClone(options),
    getEnterOptionsSync: () => structuredClone(options),
    onThemeChange: theme.changes.on,
    offThemeChange: theme.changes.off,
  }
}

// Never mac or windows: code for a desktop takes other ways, and this is to look like a phone.
function deviceInfo() {
  const apple = /Mac|iPhone|iPad/.test(navigator.userAgent)
  return apple
    ? { brand: 'iPhone', model: 'Simulated iPhone', system: 'iOS 17.0', platform: 'ios', abi: '' }
    : { brand: 'Android', model: 'Simulated Android', system: 'Android 14', platform: 'android', abi: '' }
}

function windowInfo() {
  const screen = screenPart('screen')
  const { clientWidth: windowWidth, clientHeight: windowHeight } = pagesArea()
  const { clientWidth: screenWidth, clientHeight: screenHeight } = screen
  return {
    pixelRatio: devicePixelRatio,
    screenWidth,
    screenHeight,
    windowWidth,
    windowHeight,
    statusBarHeight: 0,
    screenTop: screenPart('navigation').clientHeight,
    safeArea: { left: 0, right: screenWidth, top: 0, bottom: screenHeight, width: screenWidth, height: screenHeight },
  }
}

function capsule() {
  const right = screenPart('screen').clientWidth - CAPSULE.right
  const { width, height, top } = CAPSULE
  return { width, height, top, bottom: top + height, left: right - width, right }
}
