import type { CosError } from '../errors'
import { fieldsOf, type Fields } from '../fields'
import { platformFailure, REQUEST_RULES, type DomainList, type FailureRule } from './failure'

/** What can fail where files, the album and their permissions are concerned, besides requests. */
const FILE_RULES: readonly FailureRule[] = [
  ['Unsupported', /platform has no/, 'Update WeChat.'],
  ['TooLarge', /max file size/, 'Offer a smaller version, or several objects.'],
  ['StorageFull', /^1300202 |storage limit/, 'Delete files, then try again.'],
  ['PrivacyNotDeclared', /^112 |not declared/, 'Add the interface to the privacy terms.'],
  ['PrivacyNotAuthorized', /^104 |privacy/, 'Ask the user to agree to the privacy terms.'],
  ['PermissionDenied', /auth(orize)? |permission/, 'Ask the user to allow it in wx.openSetting.'],
  // Whatever goes wrong with a file and is nothing more special.
  ['File', /^13\d{5} |^(?!request|download)\w+:fail/, 'Choose the file again.'],
]
const RULES = REQUEST_RULES.concat(FILE_RULES)

/** As `platformFailure`, for whatever the platform does. */
export function anyFailure(failure: unknown, host?: string, list?: DomainList): CosError {
  return platformFailure(failure, host, list, RULES)
}

/** What the platform calls back, as a promise. @throws CosError */
export async function promised(
  start: (success: (result: unknown) => void, fail: (failure: unknown) => void) => void,
  host?: string,
  list?: DomainList,
): Promise<Fields> {
  try {
    return fieldsOf(await new Promise(start))
  } catch (thrown) {
    throw anyFailure(thrown, host, list)
  }
}
