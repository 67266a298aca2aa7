import type { AppProcess } from '../app-process'
import { PlatformError } from '../callbacks'
import { appFunction } from './app-function'
import type { PersonState } from './person'

/** What the person was asked to permit, and answered. */
export class Permissions {
  constructor(private readonly state: PersonState) {}

  /** Asks where that was never done. @throws PlatformError where it was refused, now or before */
  require(scope: string): void {
    const { permissions, person } = this.state
    if (!permissions.has(scope)) permissions.set(scope, person.grants)
    if (!permissions.get(scope)) throw new PlatformError('auth deny', 103)
  }

  /** Shows all that was asked for, each with its switch. */
  openSettings(): void {
    const { permissions, person } = this.state
    for (const [scope, isGranted] of permissions) permissions.set(scope, isGranted || person.grantsInSettings)
  }

  settings(): { authSetting: Record<string, boolean> } {
    return { authSetting: Object.fromEntries(this.state.permissions) }
  }
}

/** `wx.authorize`, `wx.getSetting` and `wx.openSetting`. */
export function permissionFunctions(permissions: Permissions, process: AppProcess) {
  return {
    authorize: appFunction(process, 'authorize', ({ scope }: { scope: string }) => {
      permissions.require(scope)
      return {}
    }),
    getSetting: appFunction(process, 'getSetting', () => permissions.settings()),
    openSetting: appFunction(process, 'openSetting', () => {
      permissions.openSettings()
      return permissions.settings()
    }),
  }
}
