import { CosError, type CosErrorCode } from '../errors'
import { fieldsOf } from '../fields'
import { redact } from '../redact'

/** Which of the mini program's lists of allowed domains a call needs. */
export type DomainList = 'request' | 'uploadFile' | 'downloadFile'

/** What a failure is called: by its `errno` or, where that says nothing, by its text in lower case. */
export type FailureRule = readonly [
  code: CosErrorCode,
  sign: RegExp,
  /** With `{host}` and `{list}` to be filled in. */
  hint: string,
  retryable?: false,
]

const NETWORK: FailureRule = ['Network', /^60000[01] |net::|connection abort/, 'Check the connection, then try again.']

/** The first that fits counts. Sources: the platform's general error codes. */
export const REQUEST_RULES: readonly FailureRule[] = [
  ['Network', /err_cert|ssl|certificate/, 'Check the certificate of {host}.', false],
  NETWORK,
  ['DomainNotAllowed', /^600002 |not in domain list/, 'Add {host} to the {list} list of allowed domains.'],
  ['Timeout', /^5 |time(d )?.?out/, 'Try again; smaller parts need less time.'],
  ['Interrupted', /^600003 |interrupted/, 'Try again when the app is shown.'],
  ['Aborted', /abort/, 'The caller did this.'],
]

/** A failure of the platform. `host` and `list` are for the hint. */
export function platformFailure(
  failure: unknown,
  host = '',
  list: DomainList = 'request',
  rules = REQUEST_RULES,
): CosError {
  const { errMsg, errno, message } = fieldsOf(failure)
  const said = redact(String(errMsg || message || failure))
  const find = (sign: string) => rules.find((rule) => rule[1].test(sign))
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
