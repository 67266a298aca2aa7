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
]

const NETWORK: FailureRule = [
  'Network',
  /^60000[01] |net::|ssl|certificate|connection abort/,
  'Check the connection, and the certificate of {host}.',
]

/** The first that fits counts. Sources: the platform's general error codes. */
export const REQUEST_RULES: readonly FailureRule[] = [
  NETWORK,
  ['DomainNotAllowed', /^600002 |not in domain list/, 'Add {host} to the {list} list of allowed domains.'],
  ['Timeout', /^5 |time(d )?.?out/, 'Try again.'],
  ['Interrupted', /^600003 |interrupted/, 'Try again.'],
  ['Aborted', /abort/, 'The caller did it.'],
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
  const [code, , hint] = find(`${String(errno)} `) || find(said.toLowerCase()) || NETWORK
  return new CosError(code, host ? `${said} (${host})` : said, {
    hint: hint.replace('{host}', host).replace('{list}', list),
    cause: { errMsg: said, errno },
    // Another try meets the same certificate.
    retryable: code === 'Network' ? !/cert|ssl/i.test(said) : undefined,
  })
}
