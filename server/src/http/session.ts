import type { MiddlewareHandler } from 'hono'
import type { Sessions } from '../login/sessions'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Lets a request through only with a valid session, and says whose it is. */
export function requireSession(sessions: Sessions): MiddlewareHandler<AppEnv> {
  return async (context, next) => {
    const token = /^Bearer +([\w-]+\.[\w-]+\.[\w-]+) *$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if (token === undefined) throw new Refusal('Unauthenticated', 'Authorization must be Bearer and a session token')
    context.set('userId', await sessions.verify(token))
    await next()
  }
}
