import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** What a refusal may say, for programs. */
export type RefusalCode =
  | 'InvalidRequest'
  | 'LoginCodeInvalid'
  | 'LoginCodeUsed'
  | 'LoginBlocked'
  | 'Unauthenticated'
  | 'AccessDenied'
  | 'NotFound'
  | 'TooLarge'
  | 'UnsupportedMediaType'
  | 'TooManyRequests'
  | 'InternalError'
  | 'WeChatFailed'
  | 'IssuerFailed'
  | 'Busy'
  | 'UpstreamTimeout'

const STATUS = {
  InvalidRequest: 400,
  LoginCodeInvalid: 401,
  LoginCodeUsed: 401,
  LoginBlocked: 403,
  Unauthenticated: 401,
  AccessDenied: 403,
  NotFound: 404,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  TooManyRequests: 429,
  InternalError: 500,
  WeChatFailed: 502,
  IssuerFailed: 502,
  Busy: 503,
  UpstreamTimeout: 504,
} as const satisfies Record<RefusalCode, ContentfulStatusCode>

/** An answer other than success. The message goes to the caller as it is: never a secret, a token or an openid. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode
  readonly retryAfterSeconds?: number
  /** What the log says besides: a short code of the service behind, never its answer. */
  readonly upstreamCode?: string

  constructor(
    readonly code: RefusalCode,
    message: string,
    more: { retryAfterSeconds?: number; upstreamCode?: string } = {},
  ) {
    super(message)
    this.status = STATUS[code]
    if (more.retryAfterSeconds !== undefined) this.retryAfterSeconds = more.retryAfterSeconds
    if (more.upstreamCode !== undefined) this.upstreamCode = more.upstreamCode
  }
}
