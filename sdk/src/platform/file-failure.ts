import type { CosError } from '../errors'
import { platformFailure, REQUEST_RULES, type DomainList, type FailureRule } from './failure'

/** What can fail where files, the album and their permissions are concerned, besides requests. */
const FILE_RULES: readonly FailureRule[] = [
  ['StorageFull', /^1300202 |storage limit|no space|exceed/, 'Delete files, then try again.'],
  ['File', /^13\d{5} |no such file|not exist|not found/, 'Choose the file again.'],
  ['PrivacyNotDeclared', /^112 |not declared/, 'Declare the interface in the privacy terms.'],
  ['PrivacyNotAuthorized', /^104 |privacy/, 'The user has to agree to the privacy terms first.'],
  ['PermissionDenied', /auth|permission/, 'Ask the user to allow it in wx.openSetting.'],
]
const RULES = REQUEST_RULES.concat(FILE_RULES)

/** As `platformFailure`, for whatever the platform does. */
export function anyFailure(failure: unknown, host?: string, list?: DomainList): CosError {
  return platformFailure(failure, host, list, RULES)
}
