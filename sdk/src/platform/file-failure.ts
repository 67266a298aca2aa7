import type { CosError } from '../errors/cos-error'
import type { UnknownRecord } from './as-record'
import { platformFailure, promiseOf, REQUEST_RULES, type FailureRule, type Start } from './platform-error'

/** What can fail where files, the album and their permissions are concerned, besides requests. */
const FILE_RULES: readonly FailureRule[] = [
  ['Unsupported', /platform has no/, 'Update WeChat.'],
  ['TooLarge', /max file size/, 'Offer a smaller version, or several objects.'],
  ['StorageFull', /^1300202 |storage limit/, 'Delete files, then try again.'],
  ['PrivacyNotDeclared', /^112 |not declared/, 'Add the interface to the privacy terms.'],
  ['PrivacyNotAuthorized', /^104 |privacy/, 'Ask the user to agree to the privacy terms.'],
  ['PermissionDenied', /auth(orize)? |permission/, 'Ask the user to allow it in wx.openSetting.'],
  ['Aborted', /:fail abort/, 'The caller did it.'],
  // Whatever goes wrong with a file and is nothing more special.
  ['File', /^13\d{5} | (?!request|download)\w+:fail/, 'Choose the file again.'],
]
/** For whatever the platform does. */
export const PLATFORM_RULES = FILE_RULES.concat(REQUEST_RULES)

/** As `platformFailure`, by them. */
export function anyFailure(failure: unknown, where?: string): CosError {
  return platformFailure(failure, where, PLATFORM_RULES)
}

/** What the platform calls back, as a promise. @throws CosError */
export function promised(start: Start, where?: string): Promise<UnknownRecord> {
  return promiseOf(start, where, PLATFORM_RULES)
}
