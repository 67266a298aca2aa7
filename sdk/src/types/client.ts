import type { CredentialsAnswer, AuthorizationRequest, CredentialsSource } from './credentials'
import type { CosError } from '../errors/cos-error'
import type { Platform } from './platform'

/** One of: ours (`credentials`), or what the official SDK takes, so that existing code moves over unchanged. */
export type COSOptions = CommonOptions &
  (
    | {
        /** Where credentials, or finished signatures, come from. */
        credentials: CredentialsSource
      }
    | {
        /** The official callback; `callback` takes credentials or a finished signature. */
        getAuthorization: (
          request: AuthorizationRequest,
          callback: (answer: CredentialsAnswer | string) => void,
        ) => void
      }
    | {
        /**
         * A temporary key, with its token; or a permanent one: for debugging, warns once, and throws in a released mini
         * program.
         */
        SecretId: string
        /** The secret half of the key. */
        SecretKey: string
        /** The token of a temporary key. */
        SecurityToken?: string
        /** When it was issued, in seconds since the epoch. */
        StartTime?: number
        /** When it ends, in seconds since the epoch: nothing is signed from then on. */
        ExpiredTime?: number
      }
  )

/** Options of a client that do not depend on where its credentials come from. */
export interface CommonOptions {
  /** Bucket with its APPID, such as `photos-1250000000`: default of every call that names none. */
  Bucket?: string
  /** Region, such as `ap-guangzhou`: default of every call that names none. */
  Region?: string
  /**
   * Custom access domain, with an optional scheme and port. `{Bucket}` and `{Region}` are filled in, and, as in the
   * official SDK, `{{Bucket}}` without its APPID and `{{AppId}}`. Its scheme wins over `Protocol`. Never a CDN domain: COS signatures do not work there.
   * @default '{Bucket}.cos.{Region}.myqcloud.com'
   */
  Domain?: string
  /** Scheme of every URL. @default 'https:' */
  Protocol?: 'https:' | 'http:'
  /** Use the global acceleration domain. @default false */
  UseAccelerate?: boolean
  /** Milliseconds that a credentials request may take before it fails. @default 15000 */
  credentialsTimeout?: number
  /** The platform object. @default the global `wx`, looked up at the first use, never at import */
  wx?: Platform
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** What waits are made of: retries, timeouts, refreshing ahead. @default the global ones */
  timers?: { setTimeout(run: () => void, milliseconds: number): unknown; clearTimeout(id: unknown): void }
  /** For jitter: 0 to 1. @default Math.random */
  random?: () => number
}

/** `err` is `null` or a `CosError`; `data` is there exactly when `err` is `null`. */
export type CosCallback<Result> = (...outcome: [err: CosError, data: undefined] | [err: null, data: Result]) => void
