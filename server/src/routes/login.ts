import type { Context } from 'hono'
import { z } from 'zod'
import { prefixOf } from '../access/grant'
import type { AppEnv } from '../http/env'
import { readBody } from '../http/body'
import type { Limits } from '../http/limits'
import type { Code2Session } from '../login/code2session'
import type { Sessions } from '../login/sessions'
import { userIdOf } from '../login/user'
import type { Settings } from '../settings'

// With spaces, as DevTools has them where a project has no AppID: "the code is a mock one".
const loginRequest = z.strictObject({ code: z.string().regex(/^[\x20-\x7e]{1,128}$/, 'must be what wx.login gave') })

/** What a login takes. */
export interface LoginOptions {
  settings: Settings
  sessions: Sessions
  code2Session: Code2Session
  limits: Limits
}

/**
 * `POST /login`: a code of `wx.login` for a session. That a code works once is WeChat's word: it refuses the second. What
 * may be asked of WeChat is bounded for all callers together, since its quota is one for the mini program.
 */
export function login({ settings, sessions, code2Session, limits }: LoginOptions) {
  return async (context: Context<AppEnv>) => {
    const { code } = await readBody(context, loginRequest)
    await limits.take('logins', 'all')
    const userId = userIdOf(await code2Session(code), settings.userIdKey)
    context.set('userId', userId)
    return context.json({ ...(await sessions.issue(userId)), Prefix: prefixOf(userId, settings) })
  }
}
