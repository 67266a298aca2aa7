import type { AppProcess } from './app-process'
import { type Callbacks, succeed } from './callbacks'

/** Which release of the mini program runs. */
export type EnvVersion = 'develop' | 'trial' | 'release'

/** Who uses the app, and which app it is. */
export interface Account {
  appId: string
  envVersion: EnvVersion
  /** The same phone logs in as the same user. */
  deviceId: string
}

/** How often the phone has logged in. */
export interface Logins {
  count: number
}

/** `wx.login` and `wx.getAccountInfoSync`. */
export function accountFunctions({ appId, envVersion, deviceId }: Account, process: AppProcess, logins: Logins) {
  return {
    getAccountInfoSync: () => ({ miniProgram: { appId, envVersion, version: '' }, plugin: { appId: '', version: '' } }),
    /** Each code is good for one exchange. */
    login: (options: Callbacks<{ code: string }> = {}): void => {
      const code = `${deviceId}.${process.startedAt.toString(36)}-${++logins.count}`
      process.later(() => succeed('login', options, { code }))
    },
  }
}
