import type { Context } from 'hono'
import type { AppEnv } from '../http/env'

/**
 * The openid of whoever logs in.
 * @throws Refusal
 */
export type Identify = (context: Context<AppEnv>) => Promise<string>
