import type { Context } from 'hono'
import { z } from 'zod'
import { grantFor } from '../access/grant'
import { policyFor } from '../access/policy'
import type { AppEnv } from '../http/env'
import { readBody } from '../http/body'
import { Refusal } from '../http/refusal'
import { IssuerError } from '../issuer/issuer'
import type { IssuedCredentials, Issuer } from '../issuer/issuer'
import type { Settings } from '../settings'

const credentialsRequest = z.strictObject({
  Bucket: z.string().max(128),
  Region: z.string().max(64),
  Key: z.string().max(850),
  Prefix: z.string().max(850).optional(),
  Actions: z
    .array(z.string().regex(/^name\/cos:[A-Za-z*]{1,48}$/, 'must look like name/cos:GetObject'))
    .min(1)
    .max(16),
})

/** `POST /cos/credentials`: temporary credentials for exactly what was asked for, if the user may do that. */
export function credentials(settings: Settings, issuer: Issuer) {
  return async (context: Context<AppEnv>) => {
    const request = await readBody(context, credentialsRequest)
    const grant = grantFor(context.get('userId'), request, settings)
    const { durationSeconds } = settings.issuer
    const issued = await issue(issuer, { policy: policyFor(grant, settings), durationSeconds })
    return context.json({ ...issued, Scope: { Prefix: grant.Prefix, Actions: grant.Actions } })
  }
}

/**
 * Asks the issuer, once; its failure becomes a refusal.
 * @throws Refusal
 */
export async function issue(issuer: Issuer, request: Parameters<Issuer['issue']>[0]): Promise<IssuedCredentials> {
  try {
    return await issuer.issue(request)
  } catch (error) {
    const upstreamCode = error instanceof IssuerError ? error.code : 'Unknown'
    if (upstreamCode === 'Timeout')
      throw new Refusal('UpstreamTimeout', 'The issuer of credentials did not answer in time', { upstreamCode })
    if (upstreamCode === 'RequestLimitExceeded')
      throw new Refusal('Busy', 'The issuer of credentials is busy', { upstreamCode, retryAfterSeconds: 1 })
    throw new Refusal('IssuerFailed', 'The issuer of credentials failed', { upstreamCode })
  }
}
