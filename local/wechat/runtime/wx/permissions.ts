import { api } from './call'

const GRANTED = { 'scope.writePhotosAlbum': true, 'scope.userInfo': true }

/** Permissions and privacy: a browser asks for neither, so all is granted. */
export const permissions = {
  getSetting: api('getSetting', () => ({ authSetting: GRANTED })),
  openSetting: api('openSetting', () => ({ authSetting: GRANTED })),
  authorize: api('authorize', () => undefined),
  getAppAuthorizeSetting: () => ({ albumAuthorized: 'authorized' }),
  getPrivacySetting: api('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
  requirePrivacyAuthorize: api('requirePrivacyAuthorize', () => undefined),
  openPrivacyContract: api('openPrivacyContract', () => undefined),
  onNeedPrivacyAuthorization: () => undefined,
}
