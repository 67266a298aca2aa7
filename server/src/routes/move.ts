import type { Context } from 'hono'
import { z } from 'zod'
import { prefixOf } from '../access/grant'
import { checkExactKey } from '../access/name'
import { createCosClient } from '../cos/client'
import { asRefusal } from '../cos/refusal'
import { moveObject } from '../folder/move-object'
import { movingPolicy } from '../folder/policies'
import { readBody } from '../http/body'
import type { AppEnv } from '../http/env'
import { Refusal } from '../http/refusal'
import { issuerRefusal } from '../issuer/refusal'
import { createReusingIssuer } from '../issuer/reuse'
import type { GrantCredentialsOptions } from './grant-credentials'

const moveRequest = z.strictObject({ From: z.string().min(1).max(850), To: z.string().min(1).max(850) })

/** What one move sends to COS at most, counted as so many signatures. */
const REQUESTS_PER_MOVE = 4

/**
 * `POST /cos/move`: moves one object within the folder of the user. It is done here, since what is granted to write reaches
 * one key, and cannot read another: who can copy makes any amount of data out of nothing. A move leaves as much as there
 * was.
 */
export function move({ settings, issuer, limits, log, now }: GrantCredentialsOptions) {
  const reusing = createReusingIssuer(issuer, now)
  return async (context: Context<AppEnv>) => {
    const user = context.get('userId')
    const prefix = prefixOf(user, settings)
    const asked = await readBody(context, moveRequest)
    checkOwn(asked.From, prefix, 'From')
    checkOwn(asked.To, prefix, 'To')
    if (asked.From === asked.To) throw new Refusal('InvalidRequest', 'From and To are the same')
    await limits.take('signaturesPerUser', user, REQUESTS_PER_MOVE)

    const request = { policy: movingPolicy(prefix, settings.bucket), durationSeconds: settings.issuer.durationSeconds }
    const { issued } = await reusing
      .issue(request, () => limits.take('perUser', user))
      .catch((error: unknown) => {
        throw error instanceof Refusal ? error : issuerRefusal(error)
      })
    await moveObject(createCosClient(settings.bucket, issued), asked, settings.bucket).catch((error: unknown) => {
      throw asRefusal(error)
    })
    log.info({ requestId: context.get('requestId'), caller: context.get('caller'), user }, 'moved')
    return context.json({ Key: asked.To })
  }
}

/** @throws Refusal `InvalidRequest` or `AccessDenied` */
function checkOwn(key: string, prefix: string, what: 'From' | 'To'): void {
  checkExactKey(key)
  if (key.endsWith('/')) throw new Refusal('InvalidRequest', `${what} must name one object`)
  if (!key.startsWith(prefix)) throw new Refusal('AccessDenied', `${what} is not in the folder of this user`)
}
