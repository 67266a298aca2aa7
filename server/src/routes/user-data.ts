import type { Context } from 'hono'
import { prefixOf } from '../access/grant'
import { asRefusal } from '../cos/refusal'
import { deleteFolder } from '../folder/delete-folder'
import type { Deletion } from '../folder/delete-folder'
import { openFolder } from '../folder/open-folder'
import type { AppEnv } from '../http/env'
import { Refusal } from '../http/refusal'
import { IssuerError } from '../issuer/issuer'
import { issuerRefusal } from '../issuer/refusal'
import type { GrantCredentialsOptions } from './grant-credentials'

/** How long one call deletes before it answers: less than a stop of the server waits. */
const CALL_MS = 5000

/**
 * `DELETE /cos/user-data`: deletes all that the user has in the bucket, earlier versions and unfinished uploads too. A
 * call takes seconds at most; where `complete` is `false` the next one goes on. Calls of one user at a time share a run.
 */
export function deleteUserData(options: GrantCredentialsOptions) {
  const { settings, limits, log, now } = options
  const running = new Map<string, Promise<Deletion>>()

  const run = async (user: string): Promise<Deletion> => {
    await limits.take('perUser', user)
    const prefix = prefixOf(user, settings)
    const endsAt = now() + CALL_MS
    return deleteFolder(openFolder(prefix, options), prefix, () => now() >= endsAt).catch((error: unknown) => {
      throw error instanceof IssuerError ? issuerRefusal(error) : asRefusal(error)
    })
  }
  const share = (user: string): Promise<Deletion> => {
    const current = running.get(user) ?? run(user).finally(() => running.delete(user))
    running.set(user, current)
    return current
  }
  return async (context: Context<AppEnv>) => {
    const user = context.get('userId')
    const { problems, ...deleted } = await share(user)
    const line = { requestId: context.get('requestId'), caller: context.get('caller'), user, ...deleted, problems }
    if (problems.length > 0) log.warn(line, 'user data is left')
    else log.info(line, 'user data deleted')
    if (problems.length > 0) throw new Refusal('CosFailed', 'Not all could be deleted; the log of the backend says why')
    return context.json(deleted)
  }
}
