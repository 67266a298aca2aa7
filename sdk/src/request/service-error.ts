import { CosError, type CosErrorCode } from '../errors/cos-error'
import type { HttpResponse } from '../platform/http'
import type { ResolvedRequest } from './resolve'
import { redact } from '../errors/redact'
import { canonicalPairs, httpString } from '../signature/signature'
import { xmlText } from './xml'

/** `sign` is looked for in "status Code Message": documents and servers swap the latter two in places. */
type Rule = readonly [code: CosErrorCode, sign: RegExp, hint?: string, retryable?: boolean]

const LATER = 'Try again later.'
const CONSOLE = 'See the console of COS.'
const SOURCE = 'See what the backend says.'

/** In this order. @see https://cloud.tencent.com/document/product/436/7730 */
const RULES: readonly Rule[] = [
  ['SignatureExpired', /request has expired/i, SOURCE, true],
  ['CredentialsExpired', /ExpiredToken/, SOURCE, true],
  ['CredentialsInvalid', /InvalidAccessKey|InvalidToken/, SOURCE],
  ['ClockSkew', /Skewed/, 'Set the clock.', true],
  ['SignatureMismatch', /DoesNotMatch|strict signature/i],
  ['AccessDenied', /referer/i, "Allow servicewechat.com in the bucket's referer list."],
  ['ServiceError', /Conflict/, LATER, true],
  ['AlreadyExists', /^4(09|12)/, 'Choose another key.'],
  ['Integrity', /Digest|Incomplete|NotMatch/, 'The bytes changed on their way: send them again.', true],
  ['Timeout', /Timeout|TooSlow/, 'Try again; smaller parts need less time.', true],
  ['TooLarge', /TooLarge/, 'Upload in smaller parts.'],
  ['InvalidArgument', /TooLong|Invalid/, 'Correct the parameter.'],
  ['ServiceError', /Audit/, CONSOLE],
  ['Throttled', /SlowDown|^429/, LATER, true],
  ['AccessDenied', /^403/],
  ['NotFound', /^404/, 'Check the key and the bucket.'],
  ['ServerError', /^5/, LATER, true],
]
const OTHER: Rule = ['ServiceError', /^/, CONSOLE]

/**
 * An answer of COS that is a refusal, as an error; `undefined` for a success.
 * @param isOver - whether the URL has ended: tells a bodiless refusal's reason
 */
export function parseServiceError(
  response: HttpResponse,
  prepared: ResolvedRequest,
  isOver: boolean,
): CosError | undefined {
  const { headers, data: text } = response
  // What takes COS long may fail when 200 is on its way already.
  const statusCode = response.statusCode < 300 && /<Error>/.test(text) ? 500 : response.statusCode
  if (statusCode >= 200 && statusCode < 300) return undefined
  const Code = redact(xmlText(text, 'Code'))
  const Message = redact(xmlText(text, 'Message'))
  // As long as a secret may be, so it is told by its looks.
  const [, RequestId = headers['x-cos-request-id']] = /RequestId\W+([\w=-]{1,64})["<]/i.exec(text) || []
  const answer = [statusCode, Code, Message].join(' ')
  const sign = isOver && !Code ? 'request has expired' : answer
  const [code, , hint, retryable = false] = RULES.find((rule) => rule[1].test(sign)) || OTHER
  return new CosError(code, `COS refuses ${prepared.Method} '${prepared.Key}': ${answer}`, {
    statusCode,
    hint: hint || (code === 'AccessDenied' ? grantFor(prepared) : differences(prepared, xmlText(text, 'FormatString'))),
    RequestId,
    cause: { Code, Message },
    retryable,
  })
}

function grantFor({ credentialsRequest: { Actions, Key, Prefix = '' } }: ResolvedRequest): string {
  return `Allow ${Actions.join()} on '${Key || Prefix}' in the policy of the credentials.`
}

/** @param arrived - what COS signed; empty where it does not say */
function differences({ Method, Key, Query, Headers }: ResolvedRequest, arrived: string): string {
  const differing = httpString(Method, '/' + Key, canonicalPairs(Query).text, canonicalPairs(Headers).text)
    .split(/[\n&]/)
    .filter((piece) => !arrived.includes(piece))
    .map((piece) => piece.replace(/=.*/, ''))
  return `Check what was signed: ${differing.join() || 'the SecretKey'}.`
}
