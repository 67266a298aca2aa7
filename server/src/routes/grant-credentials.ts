import type { Context } from 'hono'
import { prefixOf } from '../access/grant'
import type { Grant } from '../access/grant'
import { policyFor } from '../access/policy'
import type { AppEnv } from '../http/env'
import type { Limits } from '../http/limits'
import type { Log } from '../http/log'
import type { Metrics } from '../http/metrics'
import { Refusal } from '../http/refusal'
import type { Issuer } from '../issuer/issuer'
import { issuerRefusal } from '../issuer/refusal'
import { createReusingIssuer, issueNow } from '../issuer/reuse'
import type { IssueResult } from '../issuer/reuse'
import type { Settings } from '../settings'

/** What lending takes, besides the grant. */
export interface GrantCredentialsOptions {
  settings: Settings
  issuer: Issuer
  limits: Limits
  log: Log
  metrics: Metrics
  /** Milliseconds since the epoch. */
  now: () => number
}

/**
 * Credentials for a grant; where `mayReuse`, those that were issued before for the same, with half of their life left.
 * @throws Refusal
 */
export type GrantCredentials = (context: Context<AppEnv>, grant: Grant, mayReuse: boolean) => Promise<IssueResult>

/** The one way to credentials: a call of the issuer counts against its user, and each grant gets its line in the log. */
export function createGrantCredentials({
  settings,
  issuer,
  limits,
  log,
  metrics,
  now,
}: GrantCredentialsOptions): GrantCredentials {
  const reusing = createReusingIssuer(issuer, now)
  const { durationSeconds } = settings.issuer

  return async (context, grant, mayReuse) => {
    const request = { policy: policyFor(grant, settings), durationSeconds }
    const countCall = () => limits.take('perUser', context.get('userId'))
    const issue = async () => {
      if (mayReuse) return reusing.issue(request, countCall)
      await countCall()
      return issueNow(issuer, request, now)
    }
    const result = await issue().catch((error: unknown) => {
      throw error instanceof Refusal ? error : issuerRefusal(error)
    })
    metrics.grant({ path: context.req.path, isReused: result.isReused })
    log.info(auditLine(context, grant, result, settings), 'grant')
    return result
  }
}

/** Who was granted what, where. The name of an object is the user's own business: their folder says whose it is. */
function auditLine(context: Context<AppEnv>, grant: Grant, { issued, isReused }: IssueResult, settings: Settings) {
  const user = context.get('userId')
  return {
    requestId: context.get('requestId'),
    caller: context.get('caller'),
    user,
    actions: grant.Actions,
    prefix: grant.exact ? prefixOf(user, settings) : grant.Prefix,
    oneObject: grant.exact,
    until: new Date(issued.expiredTime * 1000).toISOString(),
    reused: isReused,
    stsRequestId: issued.requestId,
  }
}
