import type { AppState } from '../app-state'
import type { LaunchOptions } from '../launch'
import type { Router } from '../pages/router'
import type { Program } from '../program'
import type { Theme } from '../theme'
import { album } from './album'
import { api } from './call'
import { choosing } from './choosing'
import { clipboard } from './clipboard'
import { dialogs } from './dialogs'
import { appEvents } from './events'
import { feedback } from './feedback'
import { fileSystemManager } from './files/manager'
import { USER_DATA_PATH } from './files/store'
import { images } from './images'
import { login } from './login'
import { navigation } from './navigation'
import { network } from './network'
import { permissions } from './permissions'
import { preview } from './preview'
import { privacy } from './privacy'
import { queries } from './queries'
import { storage } from './storage'
import { system } from './system'
import { createVideoContext } from './video-context'
import { unsupported } from './unsupported'

/** What `wx` stands on. */
export interface WxParts {
  program: Program
  router: Router
  theme: Theme
  state: AppState
  options: LaunchOptions
}

/** The `wx` that a mini program sees. A function that the host lacks warns once, and fails as WeChat would. */
export function createWx({ program, router, theme, state, options }: WxParts): object {
  const { saveFile, removeSavedFile, getFileInfo, getSavedFileList } = fileSystemManager
  const wx = {
    env: { USER_DATA_PATH },
    getFileSystemManager: () => fileSystemManager,
    saveFile,
    removeSavedFile,
    getFileInfo,
    getSavedFileList,
    ...network(state, program.app.networkTimeout),
    ...navigation(router),
    ...queries(router),
    ...system({ program, theme, options }),
    ...appEvents(state),
    ...album,
    ...choosing,
    ...clipboard,
    ...dialogs,
    ...feedback,
    ...images,
    ...login,
    ...permissions,
    ...preview,
    ...privacy,
    ...storage,
    showShareMenu: api('showShareMenu', () => undefined),
    createVideoContext,
    nextTick: (callback: () => void) => queueMicrotask(callback),
    canIUse: (name: string) => (name.split('.')[0] ?? '') in wx,
    getUpdateManager: () => ({ onCheckForUpdate() {}, onUpdateReady() {}, onUpdateFailed() {}, applyUpdate() {} }),
  }
  return unsupported(wx, new Set(program.knownApis))
}
