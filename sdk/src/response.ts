import { CosError, type CosErrorCode } from './errors'
import type { HttpResponse } from './platform/request'
import type { PreparedRequest } from './prepare'
import { redact } from './redact'
import { xmlText } from './xml'

interface Rule {
  code: CosErrorCode
  status?: number
  /** Code and Message of the answer: documents and servers swap them in places, so either may match. */
  text?: RegExp
  /** Only where this was signed. */
  header?: string
  hint?: string
}

const TAKEN = 'Choose another key, or leave out forbidOverwrite.'

/** In this order. @see https://cloud.tencent.com/document/product/436/7730 */
const RULES: readonly Rule[] = [
  { code: 'SignatureExpired', text: /request has expired/i, hint: 'Make a new URL.' },
  { code: 'CredentialsExpired', text: /ExpiredToken/, hint: 'Fetch new credentials.' },
  {
    code: 'CredentialsInvalid',
    text: /InvalidAccessKeyId|InvalidToken/,
    hint: 'COS does not know this key: see where the backend has it from.',
  },
  { code: 'ClockSkew', text: /RequestTimeTooSkewed/, hint: 'Set the clock of the phone.' },
  {
    code: 'SignatureMismatch',
    text: /SignatureDoesNotMatch|strict signature/i,
    hint: 'Signed were: {signed}. Send exactly these.{differs}',
  },
  { code: 'AccessDenied', text: /referer/i, hint: "Allow servicewechat.com in the bucket's referer list." },
  { code: 'AccessDenied', text: /AccessDenied/, hint: "Allow {action} on '{key}' in the policy of the credentials." },
  {
    code: 'AlreadyExists',
    text: /FileAlreadyExists|ObjectAlreadyExists|already exist/i,
    hint: TAKEN,
  },
  {
    code: 'Integrity',
    text: /BadDigest|IncompleteBody|EntitySizeNotMatch|InvalidDigest/,
    hint: 'The body changed on its way: send it again.',
  },
  { code: 'Timeout', text: /RequestTimeout|UserNetworkTooSlow/, hint: 'Try again with smaller parts.' },
  {
    code: 'TooLarge',
    text: /EntityTooLarge|MaxMessageLengthExceeded/,
    hint: 'Upload in parts, or see the limits in the policy.',
  },
  {
    code: 'InvalidArgument',
    text: /KeyTooLong|InvalidObjectName|InvalidArgument|InvalidURI|InvalidPart|MalformedXML/,
    hint: 'Correct the request.',
  },
  {
    code: 'ServiceError',
    text: /PathConflict|UploadConflict/,
    hint: 'Somebody else works on this key: try again later.',
  },
  { code: 'ServiceError', text: /PaymentRequired/, hint: 'See the bill of the account.' },
  { code: 'ServiceError', text: /UnavailableForLegalReasons|DomainAuditFailed/, hint: 'The content is barred.' },
  { code: 'Throttled', text: /SlowDown|RequestLimitExceeded/, hint: 'Try again later, with fewer requests.' },
  { code: 'Throttled', status: 429, hint: 'Try again later, with fewer requests.' },
  { code: 'AccessDenied', status: 403, hint: "Allow {action} on '{key}' in the policy of the credentials." },
  { code: 'NotFound', status: 404, hint: "There is no '{key}' (or no such bucket or upload)." },
  { code: 'AlreadyExists', status: 412, hint: TAKEN },
  { code: 'AlreadyExists', status: 409, header: 'x-cos-forbid-overwrite', hint: TAKEN },
]

export interface Context {
  prepared: PreparedRequest
  /** When the URL ends, and what time it was on the server: tells a bodiless 403's reason. */
  ExpiredTime: number
  now: number
}

/** An answer of COS that is a refusal, as an error; `undefined` for a success. */
export function refusalIn(response: HttpResponse, context: Context): CosError | undefined {
  const { statusCode, headers } = response
  if (statusCode >= 200 && statusCode < 300) return undefined
  const said = readError(response)
  const RequestId = said.RequestId || headers['x-cos-request-id']
  const rule = ruleFor(statusCode, said, context)
  const code = rule?.code ?? (statusCode >= 500 ? 'ServerError' : 'ServiceError')
  const text = [said.Code, said.Message].filter(Boolean).join(': ')
  return new CosError(
    code,
    `COS answered ${statusCode}${text && ` ${text}`} (${context.prepared.Method} '${context.prepared.Key}')`,
    {
      statusCode,
      hint: fillHint(rule?.hint ?? 'Try again later.', said, context),
      RequestId,
      cause: { Code: said.Code, Message: said.Message },
      ...(/Conflict/.test(said.Code) ? { retryable: true } : {}),
    },
  )
}

interface Said {
  Code: string
  Message: string
  RequestId: string
  /** The string that COS signed, with the headers as they arrived. */
  FormatString: string
}

function readError({ body }: HttpResponse): Said {
  const text = typeof body === 'string' ? body.slice(0, 10_000) : ''
  const field = (name: string) => redact(raw(text, name))
  return {
    Code: field('Code'),
    Message: field('Message'),
    // As long as a secret may be, so it is told by its looks.
    RequestId: /^[\w+/-]{1,64}={0,2}$/.exec(raw(text, 'RequestId'))?.[0] ?? '',
    FormatString: xmlText(text, 'FormatString') ?? '',
  }
}

/** Image processing sometimes answers JSON. */
function raw(text: string, name: string): string {
  return xmlText(text, name) ?? new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`, 'i').exec(text)?.[1] ?? ''
}

function ruleFor(status: number, said: Said, { prepared, ExpiredTime, now }: Context): Rule | undefined {
  const text = `${said.Code} ${said.Message}`
  const bodiless = status === 403 && !said.Code && ExpiredTime <= now
  if (bodiless) return RULES[0]
  const isSigned = (header: string) => prepared.Headers.some(([name]) => name.toLowerCase() === header)
  return RULES.find((rule) =>
    rule.text ? rule.text.test(text) : rule.status === status && (!rule.header || isSigned(rule.header)),
  )
}

function fillHint(hint: string, { FormatString }: Said, { prepared }: Context): string {
  const { Actions, Key, Prefix = '' } = prepared.credentials
  const words: Readonly<Record<string, string>> = {
    action: Actions.join(', '),
    key: Key || Prefix,
    signed: [...prepared.Headers, ...prepared.Query].map(([name]) => name).join(', '),
    differs: differing(prepared, FormatString),
  }
  return hint.replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '')
}

/** Which headers arrived otherwise than they were signed: COS says what it has seen. */
function differing({ signable }: PreparedRequest, FormatString: string): string {
  if (!FormatString) return ''
  const arrived = FormatString.split('\n')[3]?.split('&') ?? []
  const expected = signable.headers.text.split('&')
  const names = expected.filter((pair) => !arrived.includes(pair)).map((pair) => pair.split('=')[0])
  return names.length ? ` Not as signed: ${names.join(', ')}.` : ''
}
