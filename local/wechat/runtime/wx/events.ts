import type { AppState } from '../app-state'
import { Listeners } from '../listeners'
import { conditions } from '../simulation/conditions'
import { api } from './call'

/** Events of the app and the network. */
export function appEvents(state: AppState) {
  const network = new Listeners<{ isConnected: boolean; networkType: string }>()
  const errors = new Listeners<string>()
  const rejections = new Listeners<{ reason: unknown }>()
  let known = networkType()
  const tellNetwork = () => {
    if (networkType() === known) return
    known = networkType()
    network.fire({ isConnected: known !== 'none', networkType: known })
  }
  addEventListener('online', tellNetwork)
  addEventListener('offline', tellNetwork)
  conditions.changes.on(tellNetwork)
  addEventListener('error', ({ message }) => errors.fire(message))
  addEventListener('unhandledrejection', ({ reason }) => rejections.fire({ reason }))
  return {
    onAppShow: state.shown.on,
    offAppShow: state.shown.off,
    onAppHide: state.hidden.on,
    offAppHide: state.hidden.off,
    onNetworkStatusChange: network.on,
    offNetworkStatusChange: network.off,
    getNetworkType: api('getNetworkType', () => ({ networkType: networkType() })),
    onError: errors.on,
    offError: errors.off,
    onUnhandledRejection: rejections.on,
    offUnhandledRejection: rejections.off,
  }
}

function networkType(): string {
  if (!navigator.onLine) return 'none'
  return { normal: 'wifi', slow: '3g', off: 'none' }[conditions.values.network]
}
