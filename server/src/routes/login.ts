import type { Context } from 'hono'
import { prefixOf } from '../access/grant'
import type { AppEnv } from '../http/env'
import type { Identify } from '../login/identify'
import type { Sessions } from '../login/sessions'
import { userIdOf } from '../login/user'
import type { Settings } from '../settings'

/** What a login takes. */
export interface LoginOptions {
  settings: Settings
  sessions: Sessions
  identify: Identify
}

/** `POST /login`: a session for whoever WeChat says the caller is, and where the user's objects lie. */
export function login({ settings, sessions, identify }: LoginOptions) {
  return async (context: Context<AppEnv>) => {
    const userId = userIdOf(await identify(context), settings.userIdKey)
    context.set('userId', userId)
    const { Bucket, Region, Domain } = settings.bucket
    return context.json({
      ...(await sessions.issue(userId)),
      Prefix: prefixOf(userId, settings),
      Bucket,
      Region,
      Domain,
    })
  }
}
