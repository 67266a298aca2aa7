import type { Policy } from '../access/policy'

/** Temporary credentials as STS answers them. */
export interface IssuedCredentials {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string }
  /** UNIX seconds on the issuer's clock. */
  startTime: number
  expiredTime: number
  requestId: string
}

/** Whoever turns a policy into temporary credentials: STS, or a stand-in for it. */
export interface Issuer {
  /** @throws IssuerError, or what the stand-in throws */
  issue(request: { policy: Policy; durationSeconds: number }): Promise<IssuedCredentials>
}

/** Why an issuer failed, reduced to a code: what issuers throw may hold keys, signatures and policies. */
export class IssuerError extends Error {
  override readonly name = 'IssuerError'
  /** `code` is `Timeout`, `Network`, `BadAnswer`, or a code of STS such as `RequestLimitExceeded`. */
  constructor(readonly code: string) {
    super(`The issuer of credentials failed: ${code}`)
  }
}
