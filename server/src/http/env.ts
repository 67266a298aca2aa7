import type { HttpBindings } from '@hono/node-server'

/** What the parts of the app hand each other through Hono's context. */
export interface AppEnv {
  /** Absent where the app is called directly, with no socket. */
  Bindings: Partial<HttpBindings>
  Variables: {
    /** By what the log, the answer and a proxy in front name this request. */
    requestId: string
    /** What counts as one caller; never logged. */
    address: string
    /** A keyed hash of it. */
    caller: string
    /** Set once the session has been verified. */
    userId: string
    /** Of a list, how many were refused, for the log: the answer as a whole is none. */
    refusedCount: number
    /** Why the request was refused, for the log. */
    refusal: { code: string; upstreamCode?: string; upstreamId?: string; limit?: string }
  }
}
