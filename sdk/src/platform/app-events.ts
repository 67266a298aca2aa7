import { callPlatform } from './call-platform'
import type { Environment } from './environment'

/** The platform answers at once, or not at all. */
const NETWORK_TYPE_TIMEOUT_MS = 5000

/** Who is told. */
export interface AppEventListeners {
  onHide(): void
  onShow(): void
  onNetworkChange(isConnected: boolean): void
}

/** Tells of what happens to the app, as far as the platform does: its events may come late, or never. */
export function listenToApp(environment: Environment, listeners: AppEventListeners): void {
  const platform = environment.platform()
  if (platform.onAppHide) platform.onAppHide(() => listeners.onHide())
  if (platform.onAppShow) platform.onAppShow(() => listeners.onShow())
  if (platform.onNetworkStatusChange) {
    platform.onNetworkStatusChange(({ isConnected }) => listeners.onNetworkChange(isConnected))
  }
}

/** Whether the platform can say if there is a network; where it cannot, only trying tells. */
export function canTellNetwork(environment: Environment): boolean {
  return environment.platform().getNetworkType !== undefined
}

/** Whether there is a network, as the platform says. @throws CosError where it does not answer */
export async function isConnected(environment: Environment): Promise<boolean> {
  const { networkType } = await callPlatform(environment, {
    api: 'getNetworkType',
    options: {},
    timeout: NETWORK_TYPE_TIMEOUT_MS,
    resultField: 'networkType',
  })
  return networkType !== 'none'
}
