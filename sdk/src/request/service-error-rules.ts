import type { CosErrorCode } from '../errors/cos-error'
import type { ResolvedRequest } from './resolve'

/** A request that COS refused, and how. */
export interface Refusal {
  readonly request: Pick<ResolvedRequest, 'Headers'>
  /** Whether the signed URL is past its end. */
  readonly isUrlExpired: boolean
  readonly statusCode: number
  /** Of the error document; empty where there is none, as in answers to HEAD. */
  readonly Code: string
  readonly Message: string
}

/** What a refusal is called. */
export interface ServiceErrorRule {
  readonly code: CosErrorCode
  /** Without one, it depends on the request. */
  readonly hint?: string
  readonly retryable?: boolean
}

const SIGNATURE_EXPIRED: ServiceErrorRule = {
  code: 'SignatureExpired',
  hint: 'Sign the request anew: its URL is past its end.',
  retryable: true,
}
const CLOCK_SKEW: ServiceErrorRule = {
  code: 'ClockSkew',
  hint: 'Set the clock of the phone, or of the backend that signs.',
  retryable: true,
}
const ACCESS_DENIED: ServiceErrorRule = { code: 'AccessDenied' }
const SIGNATURE_MISMATCH: ServiceErrorRule = { code: 'SignatureMismatch' }
const ALREADY_EXISTS: ServiceErrorRule = {
  code: 'AlreadyExists',
  hint: 'Choose another key: this one is taken.',
}
const NOT_FOUND: ServiceErrorRule = { code: 'NotFound', hint: 'Check the key and the bucket.' }
const THROTTLED: ServiceErrorRule = {
  code: 'Throttled',
  hint: 'Try again later: there are too many requests.',
  retryable: true,
}
const SERVER_ERROR: ServiceErrorRule = {
  code: 'ServerError',
  hint: 'Try again later: COS itself has a fault.',
  retryable: true,
}
const REDIRECTED: ServiceErrorRule = { code: 'ServiceError', hint: 'Check the bucket, its region and its domain.' }
const CONDITION_FAILED: ServiceErrorRule = {
  code: 'ServiceError',
  hint: 'Check the conditions that were sent, such as If-Match: the object does not meet them.',
}
const UNKNOWN: ServiceErrorRule = {
  code: 'ServiceError',
  hint: 'Look up what COS says at cloud.tencent.com/document/product/436/7730.',
}

/** `Request has expired`. */
export const EXPIRED = /request has expired/i
/** `Request is not yet valid`. */
export const NOT_YET_VALID = /not yet valid/i
/** `Strict signature missing param`. */
export const STRICT_SIGNATURE = /strict signature/i
/** `Denied by bucket referer rule`. */
export const REFERER = /referer/i

/**
 * By what COS says beside `AccessDenied`, which is all that its code tells then; else by its code.
 * @see https://cloud.tencent.com/document/product/436/7730
 */
const BY_WORDS: readonly (readonly [words: RegExp, rule: ServiceErrorRule])[] = [
  [EXPIRED, SIGNATURE_EXPIRED],
  [NOT_YET_VALID, CLOCK_SKEW],
  [STRICT_SIGNATURE, SIGNATURE_MISMATCH],
  [REFERER, { code: 'AccessDenied', hint: "Allow servicewechat.com in the bucket's referer list." }],
  [/^ExpiredToken$/, { code: 'CredentialsExpired', hint: 'Ask the backend for a new temporary key.', retryable: true }],
  [
    /^Invalid(AccessKeyId|Token)$/,
    {
      code: 'CredentialsInvalid',
      hint: 'Check the key that the backend gives: COS does not know it.',
    },
  ],
  [/^AccessDenied$/, ACCESS_DENIED],
  [/^RequestTimeTooSkewed$/, CLOCK_SKEW],
  [/^SignatureDoesNotMatch$/, SIGNATURE_MISMATCH],
  [
    /^(InvalidObjectState|RestoreAlreadyInProgress)$/,
    { code: 'ServiceError', hint: 'Restore the object first: it is archived.' },
  ],
  [
    /^(Path|Upload)Conflict$/,
    { code: 'ServiceError', hint: 'Try again: another request changes the same object.', retryable: true },
  ],
  [/^FileAlreadyExists$/, ALREADY_EXISTS],
  [/^NoSuch(Key|Bucket|Version)$/, NOT_FOUND],
  [/^NoSuchUpload$/, { code: 'NotFound', hint: 'Start the upload anew: it was completed or aborted.' }],
  [
    /^(BadDigest|IncompleteBody|EntitySizeNotMatch|InvalidSHA1Digest)$/,
    { code: 'Integrity', hint: 'Send the bytes again: they changed on their way.', retryable: true },
  ],
  [
    /^(RequestTime[oO]ut|UserNetworkTooSlow)$/,
    { code: 'Timeout', hint: 'Try again, in smaller parts: the bytes came too slowly.', retryable: true },
  ],
  [/^EntityTooLarge$/, { code: 'TooLarge', hint: 'Upload it in parts: one request does not take that much.' }],
  [
    /^(KeyTooLong|Invalid(Argument|BucketName|Digest|ObjectName|Range|RegionName|Request|URI))$/,
    { code: 'InvalidArgument', hint: 'Correct the parameter that COS speaks of.' },
  ],
  [/^SlowDown$/, THROTTLED],
  [/^(Permanent|Temporary)Redirect$/, REDIRECTED],
  [
    /^(PaymentRequired|UnavailableForLegalReasons|DomainAuditFailed)$/,
    { code: 'ServiceError', hint: 'See the COS console: the account, the bucket or its domain is barred.' },
  ],
]

/** Documents and servers swap `Code` and `Message` in places: each is looked for in both. */
export function serviceErrorRule(refusal: Refusal): ServiceErrorRule {
  const { Code, Message } = refusal
  const [, rule] = BY_WORDS.find(([words]) => words.test(Code) || words.test(Message)) || []
  return rule || byRequestAndStatus(refusal) || byStatus(refusal)
}

/** What the status means for this very request. */
function byRequestAndStatus({ statusCode, Code, isUrlExpired, request }: Refusal): ServiceErrorRule | undefined {
  if (statusCode === 403 && !Code && isUrlExpired) return SIGNATURE_EXPIRED
  if (statusCode === 304) return CONDITION_FAILED
  if (statusCode !== 409 && statusCode !== 412) return undefined
  if (forbidsOverwriting(request)) return ALREADY_EXISTS
  return statusCode === 412 ? CONDITION_FAILED : undefined
}

function forbidsOverwriting({ Headers }: Refusal['request']): boolean {
  return Object.keys(Headers).some(
    (name) => name.toLowerCase() === 'x-cos-forbid-overwrite' && Headers[name] === 'true',
  )
}

/** Where COS gives a `Code` that is not in the table, its own words are a better explanation than a guess by status. */
function byStatus({ statusCode, Code }: Refusal): ServiceErrorRule {
  if (statusCode >= 500) return SERVER_ERROR
  if (statusCode === 429) return THROTTLED
  if (Code) return UNKNOWN
  if (statusCode === 403) return ACCESS_DENIED
  if (statusCode === 404) return NOT_FOUND
  return statusCode < 400 ? REDIRECTED : UNKNOWN
}
