import { CosError, type CosErrorCode } from '../errors/cos-error'
import { redact } from '../errors/redact'

/** What is known of a call that failed, whatever the platform says of it. */
export interface FailedCall {
  /** The platform's function, such as `request`. */
  readonly api: string
  /** Host and port, for calls that go over the network. */
  readonly host?: string
  /** Paths that it was given: the platform quotes them. */
  readonly paths?: readonly string[]
  /** Milliseconds that it was given; none for functions that take as long as they do. */
  readonly timeout?: number
  /** Milliseconds that it took. */
  readonly elapsed?: number
}

/** What a failure is called. */
export type PlatformErrorRule = readonly [
  code: CosErrorCode,
  hint: string | ((call: FailedCall) => string),
  retryable?: boolean,
]

const RETRYABLE = true

/** How failures of some functions are told apart. */
export interface PlatformErrorRules {
  /** By `errno`, or by the two digits that seven-digit ones begin with: their category. */
  readonly byErrno: Readonly<Record<string, PlatformErrorRule>>
  /** By what the text says: the first that matches counts. */
  readonly byText: readonly (readonly [words: RegExp, rule: PlatformErrorRule])[]
  readonly otherwise: PlatformErrorRule
}

/** Milliseconds that the platform gives a request at most, whatever it was asked for. */
export const PLATFORM_TIMEOUT_MS = 60_000

const DOMAIN_NOT_ALLOWED: PlatformErrorRule = [
  'DomainNotAllowed',
  ({ api, host }) => `Add ${host} to the allowed ${api} domains, at mp.weixin.qq.com under Server domains.`,
]
const INVALID_URL: PlatformErrorRule = ['InvalidArgument', 'Correct the address: the platform cannot use it.']
const TIMEOUT: PlatformErrorRule = ['Timeout', 'Try again: the network is slow, or the answer was lost.', RETRYABLE]
const CERTIFICATE: PlatformErrorRule = [
  'Network',
  "Check the host's certificate and TLS version, and the phone's date.",
]
const INTERRUPTED: PlatformErrorRule = [
  'Interrupted',
  'Try again when the app is shown: it was in the background.',
  RETRYABLE,
]
const NETWORK: PlatformErrorRule = ['Network', 'Check the network, then try again.', RETRYABLE]

/** `request:fail url not in domain list`; the developer tools: `… 不在以下 request 合法域名列表中`. */
export const NOT_IN_DOMAIN_LIST = /not in (the )?domain|domain list|合法域名/i
/** `downloadFile:fail createDownloadTask:fail invalid url`, `downloadFile protocol must be http or https`. */
export const UNUSABLE_URL = /invalid url|protocol must be/i
/**
 * `timeout`, `net::ERR_TIMED_OUT`, `ETIMEDOUT`, `TLS handshake timed`, `Timer Expired`, `请求超时。`, `要求逾時。`,
 * `NSURLErrorDomain error -1001`, `deadline exceeded`.
 */
export const OUT_OF_TIME = /time[ _-]?out|timed|timer expired|deadline|超时|逾時|-1001\b/i
/**
 * `net::ERR_CERT_DATE_INVALID`, `javax.net.ssl.SSLHandshakeException`, `TLS handshake failed`, `此服务器的证书无效。`,
 * `NSURLErrorDomain error -1202`; not `a certain error`.
 */
export const UNTRUSTED_HOST = /(^|[^a-z])(cert(?!ain)|ssl|tls)|handshake|证书|憑證|-120[0-6]\b/i
/** `request:fail interrupted`, `net::ERR_NETWORK_IO_SUSPENDED`. */
export const IN_BACKGROUND = /interrupted|io_suspended/i

/** For what goes over the network. Sources: the platform's general error codes, and what phones were seen to say. */
export const REQUEST_RULES: PlatformErrorRules = {
  byErrno: { 5: TIMEOUT, 600002: DOMAIN_NOT_ALLOWED, 600003: INTERRUPTED, 600009: INVALID_URL },
  byText: [
    [NOT_IN_DOMAIN_LIST, DOMAIN_NOT_ALLOWED],
    [UNUSABLE_URL, INVALID_URL],
    [OUT_OF_TIME, TIMEOUT],
    [UNTRUSTED_HOST, CERTIFICATE],
    [IN_BACKGROUND, INTERRUPTED],
  ],
  // An abort, too: who aborts here does not wait for the platform to say so, and lost connections are called that.
  otherwise: NETWORK,
}

/**
 * What the platform said of a call that failed, as an error. In this order it counts how long the call took, the
 * platform's `errno`, and its text, without what that only quotes.
 * @param failure - what `fail` was called with, or a promise rejected with
 */
export function toPlatformError(failure: unknown, call: FailedCall, rules = REQUEST_RULES): CosError {
  const { errCode, errno = errCode } = Object(failure) as Record<string, unknown>
  const said = textOf(failure)
  const rule = tookAllItsTime(call) ? TIMEOUT : ruleFor(String(errno), said, call, rules)
  return platformError(rule, redact(said) || `${call.api} failed, and the platform does not say why`, call, {
    errMsg: redact(said),
    errno,
  })
}

/** The error of a call of which the platform has said nothing for too long. */
export function noAnswerError(call: FailedCall): CosError {
  return platformError(TIMEOUT, `The platform did not say how ${call.api} ended`, call)
}

function platformError(rule: PlatformErrorRule, message: string, call: FailedCall, cause?: object): CosError {
  const [code, hint, retryable = false] = rule
  const details = { hint: typeof hint === 'string' ? hint : hint(call), retryable }
  return new CosError(code, message, cause ? Object.assign(details, { cause }) : details)
}

function ruleFor(errno: string, said: string, call: FailedCall, rules: PlatformErrorRules): PlatformErrorRule {
  const known = rules.byErrno[errno] || (errno.length === 7 && rules.byErrno[errno.slice(0, 2)])
  if (known) return known
  const words = wordsOf(said, call)
  const matching = rules.byText.find(([pattern]) => pattern.test(words))
  return matching ? matching[1] : rules.otherwise
}

/**
 * Whether the platform ended a call because its time was over, in whatever words: from eleven twelfths of its time on,
 * which is 55 of 60 seconds. Far beyond, the app was asleep, and the clock says nothing.
 */
function tookAllItsTime({ timeout, elapsed = 0 }: FailedCall): boolean {
  if (timeout === undefined) return false
  const limit = Math.min(timeout, PLATFORM_TIMEOUT_MS)
  return elapsed >= (limit * 11) / 12 && elapsed <= 2 * timeout
}

/** Platforms give `{ errMsg }`, wrappers an `Error` or a text. */
function textOf(failure: unknown): string {
  const { errMsg, message } = Object(failure) as Record<string, unknown>
  const text = [errMsg, message, failure].find((candidate) => typeof candidate === 'string')
  return typeof text === 'string' ? text : ''
}

/** Characters of a text that are looked at. */
const MAX_TEXT = 1000

/** `downloadFile:fail`, `createDownloadTask:fail`. */
export const FUNCTION_NAME = /\w+:fail/g
/** `"photos-1250000000.cos.ap-guangzhou.myqcloud.com"`, `'a.jpg'`, `“…”`; not the apostrophe in `couldn't`. */
export const QUOTED = /"[^"]*"|“[^”]*”|‘[^’]*’|「[^」]*」|(^|\W)'[^']*'(?!\w)/g
/** `https://…`, `wxfile://tmp_a.jpg`, `/data/user/0/a.jpg`, `C:\Users\a.jpg`. */
export const URL_OR_PATH = /[!-~]*[/\\][!-~]*/g
/** `timeout-1250000000.cos.ap-guangzhou.myqcloud.com`, `tmp_permission.jpg`; of `java.net.SocketException` the package. */
export const HOST_OR_FILE_NAME = /[\w-]+(\.[\w-]+)*\.\w{1,5}\b/g

/** What a text only mentions. */
const MENTIONED = [FUNCTION_NAME, QUOTED, URL_OR_PATH, HOST_OR_FILE_NAME]

/** What a text says of the failure itself, without what it only mentions. */
function wordsOf(text: string, { host = '', paths = [] }: FailedCall): string {
  const given = [host].concat(paths).filter(Boolean)
  const rest = given.reduce((left, mentioned) => left.split(mentioned).join(' '), text.slice(0, MAX_TEXT))
  return MENTIONED.reduce((left, pattern) => left.replace(pattern, ' '), rest)
}
