import type { Context } from 'hono'
import type { Log } from './log'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Turns whatever was thrown into an answer; what is not a refusal is logged by its name and hidden from the caller. */
export function answerError(log: Log): (error: unknown, context: Context<AppEnv>) => Response {
  return (error, context) => {
    const refusal = error instanceof Refusal ? error : unexpected(error, log)
    const { code, message, status, retryAfterSeconds, upstreamCode } = refusal
    context.set('refusal', { code, ...(upstreamCode === undefined ? {} : { upstreamCode }) })
    if (retryAfterSeconds !== undefined) context.header('Retry-After', String(retryAfterSeconds))
    if (status === 401) context.header('WWW-Authenticate', 'Bearer')
    return context.json({ error: { code, message } }, status)
  }
}

function unexpected(error: unknown, log: Log): Refusal {
  // The message of an unknown error may hold anything, even a key: its kind and its place are enough to find it.
  const [, ...frames] = error instanceof Error ? (error.stack ?? '').split('\n    at ') : []
  log.error({ kind: error instanceof Error ? error.name : typeof error, at: frames.slice(0, 6) }, 'unexpected error')
  return new Refusal('InternalError', 'The backend failed; its log says where')
}
