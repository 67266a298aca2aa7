import type { Context } from 'hono'
import { z } from 'zod'
import { grantFor } from '../access/grant'
import type { AppEnv } from '../http/env'
import { readBody } from '../http/body'
import type { Settings } from '../settings'
import type { GrantCredentials } from './grant-credentials'

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

/**
 * `POST /cos/credentials`: temporary credentials for exactly what was asked for, if the user may do that. Those to read
 * and to list are for a whole folder, so they are reused; each to write is for one object, and lives its whole life.
 */
export function credentials(settings: Settings, grantCredentials: GrantCredentials) {
  return async (context: Context<AppEnv>) => {
    const request = await readBody(context, credentialsRequest)
    // In one order, so that whoever names them in another is granted the same.
    const Actions = request.Actions.toSorted()
    const grant = grantFor(context.get('userId'), { ...request, Actions }, settings)
    const { issued } = await grantCredentials(context, grant, !grant.exact)
    return context.json({ ...issued, Scope: { Prefix: grant.Prefix, Actions: grant.Actions } })
  }
}
