import type { Policy } from '../access/policy'

/** Temporary credentials as STS answers them. */
export interface IssuedCredentials {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string }
  /** UNIX seconds on the issuer's clock. */
  startTime: number
  expiredTime: number
  requestId: string
}

/** What credentials are to be good for, and for how long. */
export interface IssueRequest {
  policy: Policy
  durationSeconds: number
}

/** Whoever turns a policy into temporary credentials: STS, or a stand-in for it. */
export interface Issuer {
  /** @throws IssuerError, or what the stand-in throws */
  issue(request: IssueRequest): Promise<IssuedCredentials>
}

/** Why an issuer failed, reduced to a code: what issuers throw may hold keys, signatures and policies. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError'
  /**
   * `code` is `Timeout`, `Network`, `BadAnswer`, another one of `UpstreamError`, or a code of STS such as
   * `RequestLimitExceeded`; `requestId` is STS's own, by which Tencent finds the call.
   */
  constructor(
    readonly code: string,
    readonly requestId = '',
  ) {
    super(`The issuer of credentials failed: ${code}`)
  }
}
