import { CosError, type CosErrorCode } from '../errors'
import { fieldsOf, type Fields } from '../fields'
import { redact } from '../redact'

/** Which of the mini program's lists of allowed domains a call needs. */
export type DomainList = 'request' | 'uploadFile' | 'downloadFile'

/** What a failure is called, by its `errno` or its text: `sign` is looked for in "errno text", in lower case. */
export type FailureRule = readonly [code: CosErrorCode, sign: RegExp, hint: string, retryable?: boolean]

/** The first that fits counts, and the last fits all. Sources: the platform's general error codes. */
export const REQUEST_RULES: readonly FailureRule[] = [
  ['DomainNotAllowed', /^600002|not in domain/, 'Add it to the allowed domains'],
  ['Interrupted', /^600003|interrupted/, 'Try again', true],
  ['Timeout', /^5 |time(d )?.?out/, 'Try again', true],
  ['Network', /cert|ssl/, 'Check the certificate'],
  ['Network', /^/, 'Try again', true],
]

/** A failure of the platform. `host` and `list` are for the hint. */
export function platformFailure(
  failure: unknown,
  host = '',
  rules = REQUEST_RULES,
  list: DomainList = 'request',
): CosError {
  const { errMsg = failure, errno } = fieldsOf(failure)
  const said = redact(errMsg)
  const sign = `${String(errno)} ${said}`.toLowerCase()
  const [code, , hint, retryable = false] = rules.find((rule) => rule[1].test(sign)) as FailureRule
  return new CosError(code, said, {
    hint: hint + (host && `: ${list} ${host}`),
    cause: { errMsg: said, errno },
    retryable,
  })
}

/** Calls a function of the platform. */
export type Start = (success: (result: unknown) => void, fail: (failure: unknown) => void) => void

/** What the platform calls back, as a promise. @throws CosError */
export async function promiseOf(
  start: Start,
  host?: string,
  rules?: readonly FailureRule[],
  list?: DomainList,
): Promise<Fields> {
  try {
    return fieldsOf(await new Promise(start))
  } catch (thrown) {
    throw platformFailure(thrown, host, rules, list)
  }
}
