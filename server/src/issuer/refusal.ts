import { Refusal, stopping } from '../http/refusal'
import { IssuerError } from './issuer'

// The codes of https://cloud.tencent.com/document/api/1312/48195 and of all Tencent Cloud APIs; suffixes vary.
const BUSY = /^(?:RequestLimitExceeded|LimitExceeded|InvalidParameter\.OverLimit)(?:\.|$)/
const TOO_LONG = /^(?:InvalidParameter\.(?:PolicyTooLong|ExtendStrategyOverSize)|RequestSizeLimitExceeded)$/
const MISCONFIGURED =
  /^(?:AuthFailure|UnauthorizedOperation|Unsupported|Invalid|MissingParameter|UnknownParameter|NoSuch|ResourceNotFound|ActionOffline|IpNotInWhitelist|IpInBlacklist)/

/** What a caller hears of an issuer's failure; its code and request id are for the log. */
export function issuerRefusal(error: unknown): Refusal {
  const { code, requestId } = error instanceof IssuerError ? error : { code: 'Unknown', requestId: '' }
  const details = { upstreamCode: code, ...(requestId === '' ? {} : { upstreamId: requestId }) }
  if (code === 'Stopping') return stopping()
  if (code === 'Timeout')
    return new Refusal('UpstreamTimeout', 'The issuer of credentials did not answer in time', details)
  if (BUSY.test(code))
    return new Refusal('Busy', 'The issuer of credentials is busy', { ...details, retryAfterSeconds: 1 })
  if (TOO_LONG.test(code))
    return new Refusal('PolicyTooLong', 'The policy is too long for the issuer of credentials: shorten Key', details)
  if (MISCONFIGURED.test(code))
    return new Refusal(
      'IssuerMisconfigured',
      'The issuer of credentials refuses the key or the policy of this backend; its log has the code',
      details,
    )
  return new Refusal('IssuerFailed', 'The issuer of credentials failed', details)
}
