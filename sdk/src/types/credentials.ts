import type { Method, PresignedRequest } from './signing'

/** A temporary key. @see https://cloud.tencent.com/document/product/1312/48195 */
export interface Credentials {
  /** Names the key in every signature; no secret. */
  TmpSecretId: string
  /** Signs. It is never sent, and never in an error or a log. */
  TmpSecretKey: string
  /** Goes with every request, in the URL: says what the key may do. */
  SecurityToken: string
  /**
   * When they were issued, in seconds since the epoch. Signatures start here, so that no phone's clock can put a start into the future. It is not
   * "now": a backend may hand out credentials that it has kept for a while.
   */
  StartTime?: number
  /** When they end, in seconds since the epoch. */
  ExpiredTime: number
  /**
   * What they may be used for. `server/` always says it. Without it they serve the whole bucket until COS refuses one
   * use with AccessDenied; from then on they are asked for key by key.
   */
  Scope?: { Prefix: string; Actions: readonly string[] }
}

/** What a backend may answer: `Credentials`, or any of the shapes of Tencent's own samples, as they are. */
export type CredentialsAnswer = Credentials | Record<string, unknown>

/** What credentials are needed for: goes to the backend, or to `getCredentials`. */
export interface CredentialsRequest {
  /** Bucket with its APPID, such as `photos-1250000000`. */
  Bucket: string
  /** Region, such as `ap-guangzhou`. */
  Region: string
  /** Object key; empty for a listing. */
  Key: string
  /** For a listing: what the keys begin with. */
  Prefix?: string
  /** All that the operation will need, such as `['name/cos:GetObject']`; an upload in parts asks once for all of its. */
  Actions: readonly string[]
}

/** What the official SDK hands to `getAuthorization`. */
export interface AuthorizationRequest {
  /** Bucket with its APPID, such as `photos-1250000000`. */
  Bucket: string
  /** Region, such as `ap-guangzhou`. */
  Region: string
  /** HTTP method of the request to sign. */
  Method: Method
  /** Object key; empty for a listing. */
  Key: string
  /** `/` and the key, not encoded. */
  Pathname: string
  /** Query parameters of the request to sign, not encoded. */
  Query: Record<string, string>
  /** Headers of the request to sign. */
  Headers: Record<string, string>
  /** What the credentials have to allow: one item for each action. */
  Scope: { action: string; bucket: string; region: string; prefix: string }[]
}

/** Where credentials come from: a backend by its address, a function, or a backend that signs by itself. */
export type CredentialsSource =
  /**
   * Ask a backend with `wx.request`; the `CredentialsRequest` goes as JSON, or as the query of a GET. `headers` is asked
   * again, with `true`, after a 401: the moment to log in anew. @default method 'POST'
   */
  | {
      /** Address of the backend; its host has to be among the mini program's allowed request domains. */
      url: string
      /** HTTP method. @default 'POST' */
      method?: 'GET' | 'POST'
      /** What is sent, where the backend wants another shape. @default the `CredentialsRequest` */
      body?: (request: CredentialsRequest) => unknown
      /** Headers of the credentials request, such as a login's token; a function is asked for every request. */
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
        /** To be signed, all of them. */
        Headers: Record<string, string>
        /** Lifetime in seconds from now. */
        Expires: number
      }) => Promise<PresignedRequest>
    }
