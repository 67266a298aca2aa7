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

/** What a refusal is called. Without a hint, that depends on the request. */
export type ServiceErrorRule = readonly [code: CosErrorCode, hint?: string | undefined, retryable?: boolean]

const RETRYABLE = true

const SIGNATURE_EXPIRED: ServiceErrorRule = [
  'SignatureExpired',
  'Sign the request anew: its URL is past its end.',
  RETRYABLE,
]
const CLOCK_SKEW: ServiceErrorRule = [
  'ClockSkew',
  'Set the clock of the phone, or of the backend that signs.',
  RETRYABLE,
]
const ACCESS_DENIED: ServiceErrorRule = ['AccessDenied']
const SIGNATURE_MISMATCH: ServiceErrorRule = ['SignatureMismatch']
const ALREADY_EXISTS: ServiceErrorRule = [
  'AlreadyExists',
  'Choose another key: this one is taken, and the request forbids overwriting.',
]
const NOT_FOUND: ServiceErrorRule = ['NotFound', 'Check the key and the bucket.']
const THROTTLED: ServiceErrorRule = ['Throttled', 'Try again later: there are too many requests.', RETRYABLE]
const SERVER_ERROR: ServiceErrorRule = ['ServerError', 'Try again later: COS itself has a fault.', RETRYABLE]
const REDIRECTED: ServiceErrorRule = ['ServiceError', 'Check the bucket, its region and its domain.']
const CONDITION_FAILED: ServiceErrorRule = [
  'ServiceError',
  'Check the conditions that were sent, such as If-Match: the object does not meet them.',
]
const UNKNOWN: ServiceErrorRule = [
  'ServiceError',
  'Look up what COS says at cloud.tencent.com/document/product/436/7730.',
]

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
  [REFERER, ['AccessDenied', "Allow servicewechat.com in the bucket's referer list."]],
  [/^ExpiredToken$/, ['CredentialsExpired', 'Ask the backend for a new temporary key.', RETRYABLE]],
  [
    /^Invalid(AccessKeyId|Token)$/,
    ['CredentialsInvalid', 'Check the key that the backend gives: COS does not know its id or its token.'],
  ],
  [/^AccessDenied$/, ACCESS_DENIED],
  [/^RequestTimeTooSkewed$/, CLOCK_SKEW],
  [/^SignatureDoesNotMatch$/, SIGNATURE_MISMATCH],
  [
    /^(InvalidObjectState|RestoreAlreadyInProgress)$/,
    ['ServiceError', 'Restore the object first: it is archived. When that is done, try again.'],
  ],
  [/^(Path|Upload)Conflict$/, ['ServiceError', 'Try again: another request changes the same object.', RETRYABLE]],
  [/^FileAlreadyExists$/, ALREADY_EXISTS],
  [/^NoSuch(Key|Bucket|Version)$/, NOT_FOUND],
  [/^NoSuchUpload$/, ['NotFound', 'Start the upload anew: it was completed or aborted.']],
  [
    /^(BadDigest|IncompleteBody|EntitySizeNotMatch|InvalidSHA1Digest)$/,
    ['Integrity', 'Send the bytes again: they changed on their way.', RETRYABLE],
  ],
  [
    /^(RequestTime[oO]ut|UserNetworkTooSlow)$/,
    ['Timeout', 'Try again, in smaller parts: the bytes came too slowly.', RETRYABLE],
  ],
  [/^EntityTooLarge$/, ['TooLarge', 'Upload it in parts: one request does not take that much.']],
  [
    /^(KeyTooLong|Invalid(Argument|BucketName|Digest|ObjectName|Range|RegionName|Request|URI))$/,
    ['InvalidArgument', 'Correct the parameter that COS speaks of.'],
  ],
  [/^SlowDown$/, THROTTLED],
  [/^(Permanent|Temporary)Redirect$/, REDIRECTED],
  [
    /^(PaymentRequired|UnavailableForLegalReasons|DomainAuditFailed)$/,
    ['ServiceError', 'See the COS console: the account, the bucket or its domain is barred.'],
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
