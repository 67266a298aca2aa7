import type { CosError } from '../errors/cos-error'

/** HTTP methods of COS. */
export type Method = 'GET' | 'PUT' | 'HEAD' | 'POST' | 'DELETE'

/** One object, and the request for it. */
export interface ObjectParams {
  /** Bucket with its APPID, such as `photos-1250000000`. @default that of the client */
  Bucket?: string
  /** Region, such as `ap-guangzhou`. @default that of the client */
  Region?: string
  /** 1 to 850 bytes of UTF-8; no leading slash, no `.` or `..` segment. */
  Key: string
  /** Part of the URL, and signed. `null`, `undefined` and `''` are an empty value. */
  Query?: Readonly<Record<string, string | number | null | undefined>>
  /** Signed, all of them; the request has to carry them unchanged. */
  Headers?: Readonly<Record<string, string>>
  /** Custom access domain of this call. @default that of the client */
  Domain?: string
  /** Scheme of the URL. @default that of the client */
  Protocol?: 'https:' | 'http:'
  /** Use the global acceleration domain for this call. @default that of the client */
  UseAccelerate?: boolean
}

/** What to sign. */
export interface PresignParams extends ObjectParams {
  /** HTTP method that the URL is good for. @default 'GET' */
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

/** What the official SDK's `getObjectUrl` takes. */
export interface GetObjectUrlParams extends Omit<PresignParams, 'Method'> {
  /** As in the official SDK, any case. @default 'GET' */
  Method?: Method | Lowercase<Method>
  /** `false`: the plain URL, for what everybody may read. @default true */
  Sign?: boolean
  /** More of the query, URL-encoded, as in the official SDK; it is signed, too. */
  QueryString?: string
}

/** A signed request: whoever sends it needs no key. */
export interface PresignedRequest {
  /** With the signature, and the token of temporary credentials, in its query: treat it as a secret. */
  Url: string
  /** HTTP method that it is good for. */
  Method: Method
  /** What the request has to carry, besides what the platform sets itself (`host`). */
  Headers: Record<string, string>
  /** When it stops working, in seconds since the epoch: the earlier of `Expires` and the credentials' end. */
  ExpiredTime: number
}

/** How signing one of many ended, as in `Promise.allSettled`. */
export type PresignOutcome = { status: 'fulfilled'; value: PresignedRequest } | { status: 'rejected'; reason: CosError }

/** What the official SDK's `COS.getAuthorization` takes. */
export interface GetAuthorizationParams {
  /** Names the key. */
  SecretId: string
  /** Signs. */
  SecretKey: string
  /** HTTP method, in any case. @default 'get' */
  Method?: Method | Lowercase<Method>
  /** Without a leading slash; empty for a bucket. */
  Key?: string
  /** In place of `Key`: with its leading slash; `/` for a bucket. */
  Pathname?: string
  /** With `Region`: binds the signature to the bucket's host, as the header `host` among `Headers` does. */
  Bucket?: string
  /** Region of the bucket. */
  Region?: string
  /** `false`: a `Bucket` binds nothing. @default true */
  ForceSignHost?: boolean
  /** Query parameters, signed, all of them. */
  Query?: ObjectParams['Query']
  /** Headers, signed, all of them. */
  Headers?: ObjectParams['Headers']
  /** Lifetime in seconds from now. @default 900 */
  Expires?: number
  /** `start;end` in seconds since the epoch: overrides the clock and `Expires`. */
  KeyTime?: string
  /** Milliseconds that the server's clock is ahead. @default 0 */
  SystemClockOffset?: number
  /** As `Method`. */
  method?: Method | Lowercase<Method>
  /** As `Pathname`. */
  pathname?: string
  /** As `Query`. */
  params?: ObjectParams['Query']
  /** As `Headers`. */
  headers?: ObjectParams['Headers']
  /** As `Expires`. */
  expires?: number
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
}
