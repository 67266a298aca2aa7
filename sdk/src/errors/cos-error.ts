import { redact } from './redact'

/**
 * What went wrong, for programs. Sources: COS's error codes (product/436/7730) and the platform's `errMsg`/`errno`.
 *
 * | code | what it means |
 * |---|---|
 * | `InvalidArgument` | A parameter is wrong: nothing was sent, or COS refused it as malformed. |
 * | `CredentialsFailed` | The source of credentials failed, or said no. |
 * | `CredentialsInvalid` | What it answered is no credentials, or COS does not know them. |
 * | `CredentialsExpired` | The temporary key is past its end. |
 * | `CredentialsTimeout` | The source did not answer in time. |
 * | `SignatureExpired` | The URL is past its end. |
 * | `SignatureMismatch` | The request that arrived is not the one that was signed. |
 * | `ClockSkew` | The phone's clock is too far from COS's. |
 * | `AccessDenied` | The policy of the key, or of the bucket, does not allow it. |
 * | `NotFound` | No such object, bucket or upload. |
 * | `AlreadyExists` | `forbidOverwrite`, and the key is taken. |
 * | `Integrity` | Size or checksum differ from what was sent. |
 * | `TooLarge` | More than COS or the platform takes: in one request, or as a file of the app. |
 * | `Throttled` | Too many requests. |
 * | `ServerError` | A fault on the other side: 5xx. |
 * | `ServiceError` | Any other refusal by COS. |
 * | `Network` | No connection. |
 * | `Timeout` | The platform or COS gave up waiting. |
 * | `DomainNotAllowed` | The host is missing in the mini program's list of allowed domains. |
 * | `Interrupted` | The app went to the background. |
 * | `Aborted` | By the caller. |
 * | `File` | The file cannot be read or written. |
 * | `StorageFull` | The phone, or the mini program's 200 MB, is full. |
 * | `PermissionDenied` | The user, or the system, does not allow it. |
 * | `PrivacyNotAuthorized` | The user has not agreed to the privacy terms. |
 * | `PrivacyNotDeclared` | The developer has not declared the interface in the privacy terms. |
 * | `Unsupported` | The platform is too old, or lacks this. |
 */
export type CosErrorCode =
  | 'InvalidArgument'
  | 'CredentialsFailed'
  | 'CredentialsInvalid'
  | 'CredentialsExpired'
  | 'CredentialsTimeout'
  | 'SignatureExpired'
  | 'SignatureMismatch'
  | 'ClockSkew'
  | 'AccessDenied'
  | 'NotFound'
  | 'AlreadyExists'
  | 'Integrity'
  | 'TooLarge'
  | 'Throttled'
  | 'ServerError'
  | 'ServiceError'
  | 'Network'
  | 'Timeout'
  | 'DomainNotAllowed'
  | 'Interrupted'
  | 'Aborted'
  | 'File'
  | 'StorageFull'
  | 'PermissionDenied'
  | 'PrivacyNotAuthorized'
  | 'PrivacyNotDeclared'
  | 'Unsupported'

/** What is known beyond code and message. */
export interface CosErrorDetails {
  /** What the reader can do about it, in one sentence. @default '' */
  hint?: string
  /** Whether the same call may succeed later. @default false */
  retryable?: boolean
  /** HTTP status, where there was an answer. */
  statusCode?: number
  /** COS's `x-cos-request-id`. */
  RequestId?: string
  /** Seconds to wait before the next try. */
  retryAfter?: number
  /** What the platform, the backend or COS said; never a secret. */
  cause?: unknown
}

/** Every failure of this package, thrown, rejected or called back. */
export class CosError extends Error {
  /** What `isCosError` looks at. */
  declare readonly name: 'CosError'
  /** What went wrong, for programs. */
  declare readonly code: CosErrorCode
  /** What the reader can do about it, in one sentence. */
  declare readonly hint: string
  /** `true` where the same call may succeed later. */
  declare readonly retryable: boolean
  /** HTTP status of COS or of the backend, where there was an answer. */
  declare readonly statusCode?: number
  /** COS's name for the request: support asks for it. */
  declare readonly RequestId?: string
  /** Seconds that the backend or COS asks to wait before the next try: their `Retry-After`. */
  declare readonly retryAfter?: number
  /** `errMsg`/`errno` of the platform, or what the backend or COS answered. Never a secret, a token or a signed URL. */
  declare readonly cause?: unknown

  constructor(code: CosErrorCode, message: string, details: CosErrorDetails = {}) {
    super(message)
    Object.assign(this, { name: 'CosError', code, hint: '', retryable: false }, details)
  }

  /** `JSON.stringify` leaves out an error's message. */
  toJSON(): object {
    return Object.assign({ message: this.message }, this)
  }
}

/** By name, not by class: an app can hold two copies of this package. */
export function isCosError(value: unknown): value is CosError {
  return value instanceof Error && value.name === 'CosError'
}

/** What is thrown in here is a `CosError`; anything else is a fault of this package or of a function handed in. */
export function toCosError(thrown: unknown): CosError {
  return isCosError(thrown) ? thrown : new CosError('ServiceError', redact(thrown))
}

/**
 * A call that nobody can carry out as it is.
 * @param message - what was expected and what came, as a whole sentence; never a secret
 */
export function invalidArgument(message: string): CosError {
  return new CosError('InvalidArgument', message, { hint: 'Correct the call: nothing was sent.' })
}

/** The same for a value that is not what it must be. @param expected - such as `Region must look like ap-guangzhou` */
export function wrongValue(expected: string, value: unknown): CosError {
  return invalidArgument(`${expected}, not ${shown(value)}.`)
}

/** What came, for a message: short, and without what looks like a secret. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${redact(value.slice(0, 100))}'`
  return Object(value) === value ? `a value of type ${typeof value}` : String(value)
}
