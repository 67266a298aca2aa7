import type { HttpBindings } from '@hono/node-server'

/** What the parts of the app hand each other through Hono's context. */
export interface AppEnv {
  /** Absent where the app is called directly, with no socket. */
  Bindings: Partial<HttpBindings>
  Variables: {
    /** Set once the session has been verified. */
    userId: string
    /** Why the request was refused, for the log. */
    refusal: { code: string; upstreamCode?: string }
  }
}
