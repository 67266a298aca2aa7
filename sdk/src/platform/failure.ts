import { CosError, type CosErrorCode } from '../errors'
import { redact } from '../redact'

/** Which of the mini program's lists of allowed domains a call needs. */
export type DomainList = 'request' | 'uploadFile' | 'downloadFile'

type Rule = readonly [code: CosErrorCode, errno: RegExp, errMsg: RegExp, hint: string]

const NEVER = /^$/
const CONNECTION = 'Check the connection, then try again.'
/** `errno` counts where there is one, else the text, in this order. Sources: the platform's general error codes. */
const RULES: readonly Rule[] = [
  ['Network', /^60000[01]$/, /net::|err_cert|ssl/i, CONNECTION],
  ['DomainNotAllowed', /^600002$/, /not in domain list/i, 'Add {host} to the {list} list of allowed domains.'],
  ['Timeout', /^5$/, /time(d )?.?out/i, 'Try again; smaller parts need less time.'],
  ['Interrupted', /^600003$/, /interrupted/i, 'Try again when the app is shown.'],
  ['StorageFull', /^1300202$/, /storage limit|no space|exceed/i, 'Delete files, then try again.'],
  ['File', /^13\d{5}$/, /no such file|not exist|not found/i, 'Choose the file again.'],
  ['PrivacyNotDeclared', /^112$/, /not declared/i, 'Declare the interface in the privacy terms.'],
  ['PrivacyNotAuthorized', /^104$/, /privacy/i, 'The user has to agree to the privacy terms first.'],
  ['PermissionDenied', NEVER, /auth|permission/i, 'Ask the user to allow it in wx.openSetting.'],
  ['Aborted', NEVER, /abort/i, 'The caller did this.'],
  ['Network', NEVER, /./, CONNECTION],
]

/** A failure of the platform. `host` and `list` are for the hint. */
export function platformFailure(failure: unknown, host = '', list: DomainList = 'request'): CosError {
  const { errMsg, errno, message }: Readonly<Record<string, unknown>> = Object.assign({ message: '' }, failure)
  const said = redact(String(errMsg ?? (message || failure)))
  const rule = RULES.find((each) => each[1].test(String(errno))) ?? RULES.find((each) => each[2].test(said))
  const isCertificate = /err_cert|ssl|certificate/i.test(said)
  return new CosError(rule?.[0] ?? 'Network', host ? `${said} (${host})` : said, {
    hint: isCertificate
      ? `Check the certificate of ${host}.`
      : rule?.[3].replace('{host}', host).replace('{list}', list),
    cause: errno === undefined ? { errMsg: said } : { errMsg: said, errno },
    retryable: isCertificate ? false : undefined,
  })
}
