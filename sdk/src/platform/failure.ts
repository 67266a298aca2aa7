import { CosError, type CosErrorCode } from '../errors'
import { redact } from '../redact'

/** Which of the mini program's lists of allowed domains a call needs. */
export type DomainList = 'request' | 'uploadFile' | 'downloadFile'

export interface Attempted {
  /** Host and port of the request, for hints. */
  host?: string
  list?: DomainList
}

interface Rule {
  code: CosErrorCode
  errno: readonly number[]
  text: RegExp
  hint: string
}

/** In this order: `errno` decides where there is one, else the text. Sources: wx's general error codes. */
const RULES: readonly Rule[] = [
  {
    code: 'DomainNotAllowed',
    errno: [600002],
    text: /not in domain list/i,
    hint: 'Add https://{host} to the {list} list of allowed domains in the mini program console.',
  },
  {
    code: 'Timeout',
    errno: [5],
    text: /time(d )?\s?out/i,
    hint: 'Try again; a smaller partSize needs less time a request.',
  },
  { code: 'Interrupted', errno: [600003], text: /interrupted/i, hint: 'Try again when the app is shown.' },
  {
    code: 'StorageFull',
    errno: [1300202],
    text: /storage limit|no space|exceeded the maximum size/i,
    hint: 'Delete files, then try again.',
  },
  {
    code: 'File',
    errno: [1300002, 1301112, 1300013, 1301005],
    text: /no such file|not exist|file not found|illegal operation/i,
    hint: 'Choose the file again.',
  },
  {
    code: 'PrivacyNotAuthorized',
    errno: [104],
    text: /privacy.*(authoriz|agree)/i,
    hint: 'The user has to agree to the privacy terms first.',
  },
  {
    code: 'PrivacyNotDeclared',
    errno: [112],
    text: /privacy.*(declar|scope)/i,
    hint: "Declare the interface in the mini program's privacy terms.",
  },
  {
    code: 'PermissionDenied',
    errno: [],
    text: /auth|permission/i,
    hint: 'Ask the user to allow it in wx.openSetting.',
  },
  { code: 'Aborted', errno: [], text: /abort/i, hint: '' },
]

/** A failure of the platform, told by its `errno`, else by its `errMsg`. */
export function platformFailure(failure: unknown, { host = 'the host', list = 'request' }: Attempted = {}): CosError {
  const { errMsg, errno } = readFailure(failure)
  const rule =
    RULES.find((each) => errno !== undefined && each.errno.includes(errno)) ??
    RULES.find((each) => each.text.test(errMsg))
  const cause = errno === undefined ? { errMsg } : { errMsg, errno }
  const message = `${errMsg || 'The platform failed'}${list && host !== 'the host' ? ` (${host})` : ''}`
  if (rule) {
    const hint = rule.hint.replace('{host}', host).replace('{list}', list)
    return new CosError(rule.code, message, { hint, cause })
  }
  const certificate = /ERR_CERT|ssl|certificate/i.test(errMsg)
  const hint = certificate
    ? `The certificate of ${host} is not trusted: check its chain and its dates.`
    : 'Check the connection, then try again.'
  return new CosError('Network', message, { hint, cause, retryable: !certificate })
}

function readFailure(failure: unknown): { errMsg: string; errno?: number } {
  if (typeof failure !== 'object' || failure === null) return { errMsg: redact(String(failure)) }
  const errMsg = redact(
    'errMsg' in failure ? String(failure.errMsg) : 'message' in failure ? String(failure.message) : '',
  )
  return 'errno' in failure && typeof failure.errno === 'number' ? { errMsg, errno: failure.errno } : { errMsg }
}
