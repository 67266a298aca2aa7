import type { Method, PresignedRequest } from './signing'

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
      /** What is sent, where the backend wants another shape. @default the `CredentialsRequest` */
      body?: (request: CredentialsRequest) => unknown
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
