import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { z } from 'zod'
import type { AppEnv } from './env'
import { Refusal } from './refusal'

/** Bytes of a request's body: many times what a single request here needs. */
const BODY_LIMIT = 16 * 1024

/** Stops reading where a body is too large, whether or not it said so. */
export function limitBody(maxSize = BODY_LIMIT): MiddlewareHandler<AppEnv> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('TooLarge', `The body may have at most ${maxSize} bytes`)
    },
  })
  return async (context, next) => {
    // What was read is read here, so what fails before the next step is the caller's connection.
    let isRead = false
    const go = () => {
      isRead = true
      return next()
    }
    try {
      return await limit(context, go)
    } catch (error) {
      if (isRead || error instanceof Refusal) throw error
      throw new Refusal('InvalidRequest', 'The body broke off')
    }
  }
}

/**
 * The body as JSON, not checked.
 * @throws Refusal `UnsupportedMediaType` or `InvalidRequest`
 */
export async function readJson(context: Context<AppEnv>): Promise<unknown> {
  const type = (context.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new Refusal('UnsupportedMediaType', 'The body must be application/json')
  const body: unknown = await context.req.json().catch(() => {
    throw new Refusal('InvalidRequest', 'The body is not JSON')
  })
  return body
}

/**
 * What was read, checked. The schemas are strict: a field that nobody knows is a mistake or an attempt.
 * @throws Refusal `InvalidRequest` naming the fields that are wrong
 */
export function checkBody<Schema extends z.ZodType>(body: unknown, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Refusal('InvalidRequest', `The body is not as expected: ${parsed.error.issues.map(describe).join('; ')}`)
}

/**
 * The body, checked.
 * @throws Refusal `UnsupportedMediaType` or `InvalidRequest`
 */
export async function readBody<Schema extends z.ZodType>(
  context: Context<AppEnv>,
  schema: Schema,
): Promise<z.output<Schema>> {
  return checkBody(await readJson(context), schema)
}

// Names of fields that the caller made up stay out of the answer.
const describe = ({ code, path, message }: z.core.$ZodIssue) =>
  code === 'unrecognized_keys' ? 'it has a field that is not known' : `${path.join('.') || 'body'}: ${message}`
