import { conditions } from '../simulation/conditions'
import { create } from '../screen'
import { api, ApiError } from './call'
import { isChinese } from './language'
import { choice, openLayer } from './layer'

const ALBUM = 'scope.writePhotosAlbum'

/** Permissions: a browser asks for none, so all are granted, unless the simulated phone refuses the album. */
export const permissions = {
  getSetting: api('getSetting', settings),
  openSetting: api('openSetting', async () => {
    if (!mayUseAlbum()) await askInSettings()
    return settings()
  }),
  authorize: api('authorize', ({ scope }: { scope: string }) => {
    if (scope === ALBUM) requireAlbum()
  }),
  getAppAuthorizeSetting: () => ({ albumAuthorized: 'authorized' }),
}

/** What WeChat says where a person has refused the album before: there is no dialog again. */
export function requireAlbum(): void {
  if (!mayUseAlbum()) throw new ApiError('auth deny')
}

function mayUseAlbum(): boolean {
  return conditions.values.album === 'allowed'
}

function settings() {
  return { authSetting: { [ALBUM]: mayUseAlbum(), 'scope.userInfo': true } }
}

/** WeChat's page of the app's permissions, which has one here. Resolves when it is closed. */
function askInSettings(): Promise<void> {
  const words = isChinese()
    ? { title: '设置', album: '添加到相册', done: '完成' }
    : { title: 'Settings', album: 'Save to Photos', done: 'Done' }
  const box = create('div', 'wechat-sheet wechat-settings')
  const label = create('label')
  const allowed = Object.assign(create('input'), { type: 'checkbox' })
  allowed.setAttribute('role', 'switch')
  label.append(create('span', '', words.album), allowed)
  return new Promise((resolve) => {
    const layer = openLayer(box)
    const close = () => {
      layer.remove()
      if (allowed.checked) conditions.set({ album: 'allowed' })
      resolve()
    }
    box.append(create('h2', '', words.title), label, choice(words.done, undefined, close))
  })
}
