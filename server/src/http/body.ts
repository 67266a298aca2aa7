import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Bytes of a request's body: many times what any request here needs. */
const BODY_LIMIT = 16 * 1024

/** Stops reading where a body is too large, whether or not it said so. */
export const limitBody = bodyLimit({
  maxSize: BODY_LIMIT,
  onError: () => {
    throw new Refusal('TooLarge', `The body may have at most ${BODY_LIMIT} bytes`)
  },
})

/**
 * The body, checked. The schemas are strict: a field that nobody knows is a mistake or an attempt.
 * @throws Refusal `UnsupportedMediaType`, or `InvalidRequest` naming the fields that are wrong
 */
export async function readBody<Schema extends z.ZodType>(
  context: Context<AppEnv>,
  schema: Schema,
): Promise<z.output<Schema>> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('UnsupportedMediaType', 'The body must be application/json')
  const body: unknown = await context.req.json().catch(() => {
    throw new Refusal('InvalidRequest', 'The body is not JSON')
  })
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal('InvalidRequest', `The body is not as expected: ${parsed.error.issues.map(describe).join('; ')}`)
}

// Names of fields that the caller made up stay out of the answer.
const describe = ({ code, path, message }: z.core.$ZodIssue) =>
  code === 'unrecognized_keys' ? 'it has a field that is not known' : `${path.join('.') || 'body'}: ${message}`
