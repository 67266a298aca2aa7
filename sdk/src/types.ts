/**
 * The public types. PascalCase fields are COS's own words, as in the official documents and SDKs; camelCase fields are
 * ours. Times ending in `Time` are UNIX seconds on the server's clock; durations are seconds unless the name says
 * otherwise.
 */
import type { CosError } from './errors'
import type { Platform } from './platform/types'

/** One of: ours (`credentials`), or what the official SDK takes, so that existing code moves over unchanged. */
export type COSOptions = CommonOptions &
  (
    | { /** Where credentials, or finished signatures, come from. */ credentials: CredentialsSource }
    | {
        /** The official callback; `callback` takes credentials or a finished signature. */
        getAuthorization: (
          request: AuthorizationRequest,
          callback: (answer: CredentialsAnswer | string) => void,
        ) => void
      }
    | {
        /** A permanent key: for debugging. Warns once, and throws in a released mini program. */ SecretId: string
        SecretKey: string
      }
  )
export interface CommonOptions {
  /** Bucket with its APPID, such as `photos-1250000000`: default of every call that names none. */
  Bucket?: string
  /** Region, such as `ap-guangzhou`: default of every call that names none. */
  Region?: string
  /**
   * Custom access domain, with an optional scheme and port; `{Bucket}` and `{Region}` are filled in. Its scheme wins
   * over `Protocol`. Never a CDN domain: COS signatures do not work there.
   * @default '{Bucket}.cos.{Region}.myqcloud.com'
   */
  Domain?: string
  /** @default 'https:' */
  Protocol?: 'https:' | 'http:'
  /** Use the global acceleration domain. @default false */
  UseAccelerate?: boolean
  /** Milliseconds that a credentials request may take before it fails. @default 15000 */
  credentialsTimeout?: number
  /** The platform object. @default the global `wx`, looked up at the first use, never at import */
  wx?: Platform
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** @default the global ones */
  timers?: { setTimeout(run: () => void, milliseconds: number): unknown; clearTimeout(id: unknown): void }
  /** For jitter: 0 to 1. @default Math.random */
  random?: () => number
}

/** `err` is `null` or a `CosError`; `data` is there exactly when `err` is `null`. */
export type CosCallback<Result> = (...outcome: [err: CosError, data: undefined] | [err: null, data: Result]) => void

// Credentials

export interface Credentials {
  TmpSecretId: string
  TmpSecretKey: string
  SecurityToken: string
  /**
   * When they were issued. Signatures start here, so that no phone's clock can put a start into the future. It is not
   * "now": a backend may hand out credentials that it has kept for a while.
   */
  StartTime?: number
  ExpiredTime: number
  /**
   * What they may be used for. `server/` always says it. Without it they serve the whole bucket until COS refuses one
   * use with AccessDenied; from then on they are asked for key by key.
   */
  Scope?: { Prefix: string; Actions: readonly string[] }
}
/** What a backend may answer: `Credentials`, or any of the shapes of Tencent's own samples, as they are. */
export type CredentialsAnswer = Credentials | Record<string, unknown>

export interface CredentialsRequest {
  Bucket: string
  Region: string
  /** Object key; empty for a listing. */
  Key: string
  /** For a listing. */
  Prefix?: string
  /** All that the operation will need, such as `['name/cos:GetObject']`; an upload in parts asks once for all of its. */
  Actions: readonly string[]
}
/** What the official SDK hands to `getAuthorization`. */
export interface AuthorizationRequest {
  Bucket: string
  Region: string
  Method: Method
  Key: string
  /** `/` and the key, not encoded. */
  Pathname: string
  Query: Record<string, string>
  Headers: Record<string, string>
  Scope: { action: string; bucket: string; region: string; prefix: string }[]
}
export type CredentialsSource =
  /**
   * Ask a backend with `wx.request`; the `CredentialsRequest` goes as JSON, or as the query of a GET. `headers` is asked
   * again, with `true`, after a 401: the moment to log in anew. @default method 'POST'
   */
  | {
      url: string
      method?: 'GET' | 'POST'
      headers?:
        | Record<string, string>
        | ((refused: boolean) => Record<string, string> | Promise<Record<string, string>>)
    }
  /** Ask anyone; may reject. */
  | { getCredentials: (request: CredentialsRequest) => Promise<CredentialsAnswer> }
  /** The backend signs; no key ever reaches the phone. `Url` is what the URL would be without a signature. */
  | {
      signUrl: (request: {
        Url: string
        Method: Method
        Key: string
        Query: Record<string, string>
        Headers: Record<string, string>
        Expires: number
      }) => Promise<PresignedRequest>
    }

// Signing

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
  Domain?: string
  Protocol?: 'https:' | 'http:'
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
  /** @default true */
  Sign?: boolean
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

// Transfers

export interface TransferProgress {
  /** Bytes that the other side has confirmed: never a guess. */
  loaded: number
  total: number
  /** Bytes per second over the last seconds; `0` while unknown. */
  speed: number
}
export type TransferState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'aborted'
/** A promise that can be steered. */
export type TransferTask<Result> = Promise<Result> & {
  readonly state: TransferState
  /** Why it is paused: by the caller, because the app is hidden, because there is no network. */
  readonly pauseReason?: 'caller' | 'hidden' | 'offline'
  /** Both return the function that stops listening. */
  onProgress(listener: (progress: TransferProgress) => void): () => void
  onStateChange(listener: (state: TransferState) => void): () => void
  pause(): void
  resume(): void
  /** Rejects at once with `code: 'Aborted'` and stops the traffic; what was begun on COS is cleaned up, later if need be. */
  abort(): void
  /** After a failure: a new task for the same file, which goes on where this one stopped. */
  retry(): TransferTask<Result>
}
export type UploadParams = ObjectParams & {
  /** @default from the extension, then from the first bytes, else `application/octet-stream`; always sent and signed */
  ContentType?: string
  /** `x-cos-meta-*` without the prefix. */
  Metadata?: Record<string, string>
  /** Refuse where the key exists already. @default false */
  forbidOverwrite?: boolean
  /** Bytes from which parts are used. @default 5 MiB */
  partThreshold?: number
  /** Bytes a part; at least 1 MiB; fixed for the whole upload. @default from size and speed, so that a part takes some seconds */
  partSize?: number
  /** Parts at a time. @default 3 */
  partConcurrency?: number
  onProgress?: (progress: TransferProgress) => void
} & ({ FilePath: string; Body?: never } | { Body: string | ArrayBuffer; FilePath?: never })
export interface UploadResult {
  Key: string
  ETag: string
  /** Plain address, unsigned. */
  Location: string
  /** `x-cos-hash-crc64ecma`, compared with what was read from the file. */
  Crc64: string
  RequestId: string
}
export interface DownloadParams extends ObjectParams {
  /** Where to store it. @default a temporary path, with an extension that fits the content */
  FilePath?: string
  /** What the file is called when saved: `response-content-disposition`, signed. */
  downloadName?: string
  onProgress?: (progress: TransferProgress) => void
}
export interface DownloadResult {
  FilePath: string
  Size: number
  ContentType: string
  RequestId: string
}
export interface HeadObjectResult {
  Size: number
  ETag: string
  ContentType: string
  LastModified: string
  Metadata: Record<string, string>
}
export interface ListParams {
  Bucket?: string
  Region?: string
  Prefix?: string
  Delimiter?: string
  Marker?: string
  MaxKeys?: number
}
export interface ListResult {
  Contents: { Key: string; Size: number; ETag: string; LastModified: string }[]
  CommonPrefixes: string[]
  NextMarker?: string
}
export interface SharedFolder {
  Links: ({ Key: string; Size: number } & PresignOutcome)[]
  NextMarker?: string
}
