import { CosError, type CosErrorCode } from './errors'
import type { HttpResponse } from './platform/request'
import type { PreparedRequest } from './prepare'
import { formatPairs } from './signer'
import { redact } from './redact'
import { xmlText } from './xml'

/** What a hint can tell of the request. */
interface Told {
  action: string
  key: string
  signed: string
  /** What arrived otherwise, as a sentence; empty where COS does not say. */
  differs: string
}

/** `sign` is looked for in "status Code: Message": documents and servers swap the latter two in places. */
type Rule = readonly [code: CosErrorCode, sign: RegExp, hint: string | ((told: Told) => string)]

const EXPIRED = 'Request has expired'
const TAKEN = 'already exists'
const LATER = 'Try again later'

/** In this order. @see https://cloud.tencent.com/document/product/436/7730 */
const RULES: readonly Rule[] = [
  ['SignatureExpired', /request has expired/i, 'Make a new URL.'],
  ['CredentialsExpired', /ExpiredToken/, 'Fetch new credentials.'],
  [
    'CredentialsInvalid',
    /InvalidAccessKeyId|InvalidToken/,
    'COS does not know this key: see where the backend has it from.',
  ],
  ['ClockSkew', /RequestTimeTooSkewed/, 'Set the clock of the phone.'],
  [
    'SignatureMismatch',
    /SignatureDoesNotMatch|strict signature/i,
    ({ signed, differs }) => `Signed were: ${signed}. Send exactly these.${differs}`,
  ],
  ['AccessDenied', /referer/i, "Allow servicewechat.com in the bucket's referer list."],
  ['ServiceError', /PathConflict|UploadConflict/, `Somebody else works on this key. ${LATER}.`],
  ['AlreadyExists', /already.?exist|^412/i, 'Choose another key, or leave out forbidOverwrite.'],
  [
    'Integrity',
    /BadDigest|IncompleteBody|EntitySizeNotMatch|InvalidDigest/,
    'The bytes changed on their way: send them again.',
  ],
  ['Timeout', /RequestTimeout|UserNetworkTooSlow/, 'Try again with smaller parts.'],
  ['TooLarge', /EntityTooLarge|MaxMessageLengthExceeded/, 'Upload in parts, or see the limits in the policy.'],
  ['InvalidArgument', /KeyTooLong|Invalid(ObjectName|Argument|URI|Part)|MalformedXML/, 'Correct the request.'],
  ['ServiceError', /PaymentRequired/, 'See the bill of the account.'],
  ['ServiceError', /UnavailableForLegalReasons|DomainAuditFailed/, 'The content is barred.'],
  ['Throttled', /SlowDown|RequestLimitExceeded|^429/, `${LATER}, with fewer requests.`],
  [
    'AccessDenied',
    /AccessDenied|^403/,
    ({ action, key }) => `Allow ${action} on '${key}' in the policy of the credentials.`,
  ],
  ['NotFound', /^404/, ({ key }) => `There is no '${key}' (or no such bucket or upload).`],
  ['ServerError', /^5/, `${LATER}.`],
]
const OTHER: Rule = ['ServiceError', /./, `${LATER}.`]

export interface Context {
  prepared: PreparedRequest
  /** When the URL ends, and what time it was on the server: tells a bodiless 403's reason. */
  ExpiredTime: number
  now: number
}

/** The body of an answer that is text. */
export function textOf({ body }: HttpResponse): string {
  return typeof body === 'string' ? body : ''
}

/** An answer of COS that is a refusal, as an error; `undefined` for a success. */
export function refusalIn(response: HttpResponse, context: Context): CosError | undefined {
  const { statusCode, headers } = response
  if (statusCode >= 200 && statusCode < 300) return undefined
  const text = textOf(response).slice(0, 10_000)
  const [Code = '', Message = ''] = ['Code', 'Message'].map((name) => redact(field(text, name)))
  // As long as a secret may be, so it is told by its looks.
  const [RequestId = headers['x-cos-request-id']] = /^[\w+/-]{1,64}={0,2}$/.exec(field(text, 'RequestId')) || []
  const said = [Code, Message].filter(Boolean).join(': ')
  const answer = said ? `${statusCode} ${said}` : String(statusCode)
  const sign = answer + unsaid(statusCode, Code, context)
  const [code, , hint] = RULES.find((rule) => rule[1].test(sign)) || OTHER
  const { Method, Key } = context.prepared
  return new CosError(code, `COS answered ${answer} (${Method} '${Key}')`, {
    statusCode,
    hint: typeof hint === 'string' ? hint : hint(tell(context.prepared, xmlText(text, 'FormatString'))),
    RequestId,
    cause: { Code, Message },
    retryable: /Conflict/.test(Code) || undefined,
  })
}

/** Image processing sometimes answers JSON. */
function field(text: string, name: string): string {
  const [, json = ''] = new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`, 'i').exec(text) || []
  return xmlText(text, name) || json
}

/** What follows from the request where the answer leaves it open. */
function unsaid(statusCode: number, Code: string, { prepared, ExpiredTime, now }: Context): string {
  if (statusCode === 403 && !Code && ExpiredTime <= now) return EXPIRED
  const isForbidden = prepared.Headers.some(([name]) => /^x-cos-forbid-overwrite$/i.test(name))
  return statusCode === 409 && isForbidden ? TAKEN : ''
}

/** @param FormatString - what COS signed, with the headers as they arrived; empty where it does not say */
function tell({ question, Headers, Query }: PreparedRequest, FormatString: string): Told {
  const { Actions, Key, Prefix = '' } = question
  const [, , , arrived = ''] = FormatString.split('\n')
  const differing = formatPairs(Headers)[1]
    .split('&')
    .filter((pair) => !arrived.split('&').includes(pair))
  const names = differing.map((pair) => pair.replace(/=.*/, '')).join(', ')
  return {
    action: Actions.join(', '),
    key: Key || Prefix,
    signed: [...Headers, ...Query].map(([name]) => name).join(', '),
    differs: FormatString && names && ` Not as signed: ${names}.`,
  }
}
