import { CosError, type CosErrorCode } from '../errors'
import { fieldsOf } from '../fields'
import { redact } from '../redact'

/** Which of the mini program's lists of allowed domains a call needs. */
export type DomainList = 'request' | 'uploadFile' | 'downloadFile'

type Rule = readonly [code: CosErrorCode, sign: RegExp, hint: string, retryable?: boolean]

const NETWORK: Rule = ['Network', /^60000[01] |net::/, 'Check the connection, then try again.']
/** By `errno`, which counts where there is one, and text; in this order. Sources: the platform's general error codes. */
const RULES: readonly Rule[] = [
  ['Network', /err_cert|ssl|certificate/, 'Check the certificate of {host}.', false],
  NETWORK,
  ['DomainNotAllowed', /^600002 |not in domain list/, 'Add {host} to the {list} list of allowed domains.'],
  ['Timeout', /^5 |time(d )?.?out/, 'Try again; smaller parts need less time.'],
  ['Interrupted', /^600003 |interrupted/, 'Try again when the app is shown.'],
  ['StorageFull', /^1300202 |storage limit|no space|exceed/, 'Delete files, then try again.'],
  ['File', /^13\d{5} |no such file|not exist|not found/, 'Choose the file again.'],
  ['PrivacyNotDeclared', /^112 |not declared/, 'Declare the interface in the privacy terms.'],
  ['PrivacyNotAuthorized', /^104 |privacy/, 'The user has to agree to the privacy terms first.'],
  ['PermissionDenied', /auth|permission/, 'Ask the user to allow it in wx.openSetting.'],
  ['Aborted', /abort/, 'The caller did this.'],
]

/** A failure of the platform. `host` and `list` are for the hint. */
export function platformFailure(failure: unknown, host = '', list: DomainList = 'request'): CosError {
  const { errMsg, errno, message } = fieldsOf(failure)
  const said = redact(String(errMsg || message || failure))
  const find = (sign: string) => RULES.find((rule) => rule[1].test(sign))
  const byText = find(said.toLowerCase()) || NETWORK
  const byNumber = find(`${String(errno)} `) || byText
  // Of one code, the text says more.
  const [code, , hint, retryable] = byNumber[0] === byText[0] ? byText : byNumber
  return new CosError(code, host ? `${said} (${host})` : said, {
    hint: hint.replace('{host}', host).replace('{list}', list),
    cause: errno === undefined ? { errMsg: said } : { errMsg: said, errno },
    retryable,
  })
}
