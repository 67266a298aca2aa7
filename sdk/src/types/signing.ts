import type { CosError } from '../errors/cos-error'

export type Method = 'GET' | 'PUT' | 'HEAD' | 'POST' | 'DELETE'

export interface ObjectParams {
  Bucket?: string
  Region?: string
  /** 1 to 850 bytes of UTF-8; no leading slash, no `.` or `..` segment. */
  Key: string
  /** Part of the URL, and signed. `null`, `undefined` and `''` are an empty value. */
  Query?: Readonly<Record<string, string | number | null | undefined>>
  /** Signed, all of them; the request has to carry them unchanged. */
  Headers?: Readonly<Record<string, string>>
  /** Custom access domain of this call. @default that of the client */
  Domain?: string
  /** @default that of the client */
  Protocol?: 'https:' | 'http:'
  /** Use the global acceleration domain for this call. @default that of the client */
  UseAccelerate?: boolean
}

export interface PresignParams extends ObjectParams {
  /** @default 'GET' */
  Method?: Method
  /** Lifetime in seconds from now. @default 900 */
  Expires?: number
  /**
   * `true`: the URL stays byte for byte the same for a while, so that image caches hit; it always has at least half of
   * min(`Expires`, life of the credentials) left, and changes when the credentials change. @default false
   */
  stable?: boolean
  /** What the file is called when saved: `response-content-disposition`, signed. */
  downloadName?: string
}

export interface GetObjectUrlParams extends Omit<PresignParams, 'Method'> {
  /** As in the official SDK, any case. @default 'GET' */
  Method?: Method | Lowercase<Method>
  /** `false`: the plain URL, for what everybody may read. @default true */
  Sign?: boolean
  /** More of the query, URL-encoded, as in the official SDK; it is signed, too. */
  QueryString?: string
}

export interface PresignedRequest {
  Url: string
  Method: Method
  /** What the request has to carry, besides what the platform sets itself (`host`). */
  Headers: Record<string, string>
  /** When it stops working: the earlier of `Expires` and the credentials' end. */
  ExpiredTime: number
}

export type PresignOutcome = { status: 'fulfilled'; value: PresignedRequest } | { status: 'rejected'; reason: CosError }

export interface GetAuthorizationParams {
  SecretId: string
  SecretKey: string
  /** Any case. @default 'get' */
  Method?: Method | Lowercase<Method>
  /** Without a leading slash; empty for a bucket. */
  Key?: string
  Query?: ObjectParams['Query']
  Headers?: ObjectParams['Headers']
  /** @default 900 */
  Expires?: number
  /** `start;end`: overrides the clock and `Expires`. */
  KeyTime?: string
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
}
