import type { CosError } from '../errors/cos-error'
import type { Method } from './signing'

/** What each result of the official SDK has, besides what is the call's own. */
export interface OfficialResult {
  /** HTTP status of the answer. */
  statusCode?: number
  /** Headers of the answer, with names in lower case. */
  headers?: Record<string, string>
  /** COS's name for the request: support asks for it. */
  RequestId?: string
  /** Version of the object, where the bucket keeps versions. */
  VersionId?: string
  /** `true` where what was addressed is a delete marker. */
  DeleteMarker?: string
}

/** What COS says of a refusal; of a failure without an answer of COS, the code and the message of the `CosError`. */
export interface OfficialErrorDetail {
  /** Such as `NoSuchKey`. */
  Code: string
  /** In words. */
  Message: string
  /** What was addressed. */
  Resource?: string
  /** COS's name for the request. */
  RequestId?: string
  /** COS's name for what it did with the request. */
  TraceId?: string
}

/** A failure: a `CosError` that has the fields of the official SDK's errors, too. */
export type OfficialError = CosError & {
  /** What COS says. */
  error: OfficialErrorDetail
  /** Headers of COS's answer, with names in lower case. */
  headers?: Record<string, string>
  /** Address of the request, without a signature. */
  url?: string
  /** HTTP method of the request. */
  method?: string
  /** Of the upload in parts that has failed. */
  UploadId?: string
}

/** `err` is `null` or a failure; `data` is there exactly when `err` is `null`. */
export type OfficialCallback<Result> = (
  ...outcome: [err: OfficialError, data: undefined] | [err: null, data: Result]
) => void

/** A call of the official SDK: with a callback, or without one as a promise. */
export interface OfficialMethod<Params, Result> {
  /** Calls back once. */
  (params: Params, callback: OfficialCallback<Result>): void
  /** Rejects with an `OfficialError`. */
  (params: Params): Promise<Result>
}

/** What names a bucket. */
export interface BucketParams {
  /** Bucket with its APPID, such as `photos-1250000000`. @default that of the client */
  Bucket?: string
  /** Region, such as `ap-guangzhou`. @default that of the client */
  Region?: string
  /** More headers of the request. */
  Headers?: Readonly<Record<string, string | number | boolean | undefined>>
}

/** What names an object. */
export interface ObjectKeyParams extends BucketParams {
  /** Key of the object. */
  Key: string
  /** More parameters of the request. */
  Query?: Readonly<Record<string, string | number | null | undefined>>
  /** Version of the object. @default the latest */
  VersionId?: string
}

/** What `request` takes: any request to COS, or to data processing (CI). */
export interface OfficialRequestParams extends BucketParams {
  /** HTTP method. */
  Method: Method | Lowercase<Method>
  /** Key of an object. @default that of the bucket itself */
  Key?: string
  /** Parameter without a value, such as `image_process`. */
  Action?: string
  /** More parameters. */
  Query?: Readonly<Record<string, string | number | null | undefined>>
  /** What is sent. */
  Body?: string | ArrayBuffer
  /** The whole address, for hosts other than the bucket's. */
  Url?: string
  /** `true`: the answer as it came, as `Body`. @default false */
  RawBody?: boolean
  /** What is to be received. @default 'text' */
  DataType?: 'text' | 'arraybuffer'
}

/** What `request` gives: XML and JSON by their names. */
export interface OfficialAnswer extends OfficialResult {
  /** What was answered. */
  [name: string]: unknown
}
