import { allowAlbum } from '../../../miniprogram/services/album-permission'
import { useWx } from './fake-wx'

const calls: string[] = []
const SCOPE = 'scope.writePhotosAlbum'

/** A phone on which saving is allowed or not, before and after the settings. */
function usePhone({ system = 'authorized', before = false, after = false }) {
  calls.splice(0)
  useWx({
    getAppAuthorizeSetting: () => ({ albumAuthorized: system }),
    openAppAuthorizeSetting: async () => void calls.push('openAppAuthorizeSetting'),
    getSetting: async () => ({ authSetting: { [SCOPE]: before } }),
    openSetting: async () => {
      calls.push('openSetting')
      return { authSetting: { [SCOPE]: after } }
    },
  })
}

test('the settings are opened where saving was refused, and what they say counts', async () => {
  usePhone({ after: true })
  expect(await allowAlbum()).toBe(true)
  usePhone({ after: false })
  expect(await allowAlbum()).toBe(false)
  expect(calls).toEqual(['openSetting'])
})

test('they are not opened where it is allowed by now', async () => {
  usePhone({ before: true })
  expect(await allowAlbum()).toBe(true)
  expect(calls).toEqual([])
})

test('where the phone keeps WeChat from the album, its own settings are opened', async () => {
  usePhone({ system: 'denied', before: true })
  expect(await allowAlbum()).toBe(false)
  expect(calls).toEqual(['openAppAuthorizeSetting'])
})
