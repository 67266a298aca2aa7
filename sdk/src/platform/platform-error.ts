import { CosError, type CosErrorCode } from '../errors/cos-error'
import { asRecord, type UnknownRecord } from './as-record'
import { redact } from '../errors/redact'

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

/** A failure of the platform. `where` is for the hint: the list of allowed domains that the call needs, and the host. */
export function platformFailure(failure: unknown, where = '', rules = REQUEST_RULES): CosError {
  const { errMsg = failure, errno } = asRecord(failure)
  const said = redact(errMsg)
  const sign = `${String(errno)} ${said}`.toLowerCase()
  const [code, , hint, retryable = false] = rules.find((rule) => rule[1].test(sign)) as FailureRule
  return new CosError(code, said, {
    hint: hint + (where && ': ' + where),
    cause: { errMsg: said, errno },
    retryable,
  })
}

/** Calls a function of the platform. */
export type Start = (success: (result: unknown) => void, fail: (failure: unknown) => void) => void

/** What the platform calls back, as a promise. @throws CosError */
export async function promiseOf(start: Start, where?: string, rules?: readonly FailureRule[]): Promise<UnknownRecord> {
  try {
    return asRecord(await new Promise(start))
  } catch (thrown) {
    throw platformFailure(thrown, where, rules)
  }
}
