import type { ContentfulStatusCode } from 'hono/utils/http-status'

const STATUS = {
  InvalidRequest: 400,
  PolicyTooLong: 400,
  LoginCodeInvalid: 401,
  LoginCodeUsed: 401,
  Unauthenticated: 401,
  LoginBlocked: 403,
  AccessDenied: 403,
  NotFound: 404,
  NoSuchObject: 404,
  AlreadyExists: 409,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  // Not 5xx, which says that another try may help: none does until somebody has mended the settings.
  IssuerMisconfigured: 424,
  TooManyRequests: 429,
  InternalError: 500,
  WeChatFailed: 502,
  IssuerFailed: 502,
  CosFailed: 502,
  Busy: 503,
  UpstreamTimeout: 504,
} as const satisfies Record<string, ContentfulStatusCode>

/** What a refusal may say, for programs. */
export type RefusalCode = keyof typeof STATUS

/** All codes; README.md explains each. */
export const refusalCodes: readonly string[] = Object.keys(STATUS)

/** What a refusal says besides. */
export interface RefusalDetails {
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number | undefined
  /** For the log: a short code of the service behind, never its answer. */
  upstreamCode?: string | undefined
  /** For the log: by what the service behind finds the call. */
  upstreamId?: string | undefined
  /** For the log: which limit was reached. */
  limit?: string | undefined
}

/** An answer other than success. The message goes to the caller as it is: never a secret, a token or an openid. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: ContentfulStatusCode

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details: RefusalDetails = {},
  ) {
    super(message)
    this.status = STATUS[code]
  }
}

/** What a request hears that waited for an upstream when the time to stop was over. */
export const stopping = () =>
  new Refusal('Busy', 'The backend is stopping; try again', { retryAfterSeconds: 1, upstreamCode: 'Stopping' })
