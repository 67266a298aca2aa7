import type { Context } from 'hono'
import type { Log } from './log'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Turns whatever was thrown into an answer; what is not a refusal is logged by its name and hidden from the caller. */
export function answerError(log: Log): (error: unknown, context: Context<AppEnv>) => Response {
  return (error, context) => {
    const refusal = error instanceof Refusal ? error : unexpected(error, log, context)
    const { code, status } = refusal
    const { retryAfterSeconds, ...forLog } = refusal.details
    context.set('refusal', { code, ...forLog })
    if (retryAfterSeconds !== undefined) context.header('Retry-After', String(retryAfterSeconds))
    if (status === 401) context.header('WWW-Authenticate', 'Bearer')
    return context.json(errorBody(refusal), status)
  }
}

/** What a caller is told of a refusal. */
export const errorBody = ({ code, message }: Refusal) => ({ error: { code, message } })

function unexpected(error: unknown, log: Log, context: Context<AppEnv>): Refusal {
  // The message of an unknown error may hold anything, even a key: its kind and its place are enough to find it.
  const [, ...frames] = error instanceof Error ? (error.stack ?? '').split('\n    at ') : []
  const kind = error instanceof Error ? error.name : typeof error
  const { requestId, caller } = context.var
  log.error({ requestId, caller, kind, at: frames.slice(0, 6) }, 'unexpected error')
  return new Refusal('InternalError', 'The backend failed; its log says where')
}
