import { REQUEST_RULES, type PlatformErrorRule, type PlatformErrorRules } from './platform-error'

const FILE: PlatformErrorRule = [
  'File',
  'Check that the file is still there: a temporary one lives only while the app runs. Else choose it again.',
]
const TOO_LARGE: PlatformErrorRule = [
  'TooLarge',
  'Offer a smaller version, or several objects: the platform does not take a file of this size.',
]
const STORAGE_FULL: PlatformErrorRule = [
  'StorageFull',
  "Delete files, then try again: the phone is full, or the mini program's 200 MB for files are.",
]
const NOT_DECLARED: PlatformErrorRule = [
  'PrivacyNotDeclared',
  'Declare the interface in the privacy terms of the mini program, at mp.weixin.qq.com.',
]
const NOT_AGREED: PlatformErrorRule = [
  'PrivacyNotAuthorized',
  'Ask the user to agree to the privacy terms, then try again.',
]
const NOT_PERMITTED: PlatformErrorRule = [
  'PermissionDenied',
  'Ask the user to allow it in wx.openSetting, which has to follow a tap.',
]
const UNSUPPORTED: PlatformErrorRule = ['Unsupported', 'Update WeChat: this version does not have the function.']

/** `writeFile:fail the maximum size of the file storage limit is exceeded`, `no space left on device`. */
export const NO_ROOM = /storage limit|no space|enospc|空间不足/i
/** `downloadFile:fail exceed max file size`, `Maximum file size exceeded`. */
export const OVER_MAX_SIZE = /max(imum)? file size/i
/** `chooseMedia:fail api scope is not declared in the privacy agreement`. */
export const UNDECLARED = /not declared/i
/** `chooseMedia:fail privacy permission is not authorized`. */
export const UNAGREED = /privacy/i
/** `no such file or directory`, `tempFilePath file not exist`, `EACCES: permission denied, open …`. */
export const UNREADABLE = /no such file|file not exist|permission denied,/i
/** `auth deny`, `auth denied`, `authorize no response`, `system permission denied`. */
export const UNPERMITTED = /\bauth(orize)? (den|no response|cancel)|permission den/i
/** `getFileInfo:fail not supported`. */
export const LACKING = /not support/i

/** For whatever the platform does besides, too: files, the album, and the permissions that they need. */
export const PLATFORM_RULES: PlatformErrorRules = {
  byErrno: Object.assign(
    { 13: FILE, 104: NOT_AGREED, 112: NOT_DECLARED, 1300202: STORAGE_FULL },
    REQUEST_RULES.byErrno,
  ),
  byText: [
    [NO_ROOM, STORAGE_FULL],
    [OVER_MAX_SIZE, TOO_LARGE],
    [UNDECLARED, NOT_DECLARED],
    [UNAGREED, NOT_AGREED],
    [UNREADABLE, FILE],
    [UNPERMITTED, NOT_PERMITTED],
    [LACKING, UNSUPPORTED],
    ...REQUEST_RULES.byText,
  ],
  otherwise: REQUEST_RULES.otherwise,
}

/** For the file functions: what is nothing more special is the file's fault, and no network's. */
export const FILE_RULES: PlatformErrorRules = Object.assign({}, PLATFORM_RULES, { otherwise: FILE })
