import type { BucketParams, OfficialResult } from './official-call'

/** What `getBucket` takes. */
export interface GetBucketParams extends BucketParams {
  /** What the keys begin with. @default '' */
  Prefix?: string
  /** Keys that have it behind the prefix are summed up in `CommonPrefixes`. */
  Delimiter?: string
  /** Where the page begins: the `NextMarker` of the page before. */
  Marker?: string
  /** Keys a page, at most 1000. */
  MaxKeys?: number | string
  /** `url`: keys come URL-encoded. */
  EncodingType?: string
}

/** What `getBucket` gives: one page. */
export interface GetBucketResult extends OfficialResult {
  /** The bucket. */
  Name: string
  /** As asked for. */
  Prefix: string
  /** As asked for. */
  Marker: string
  /** As asked for, or COS's own. */
  MaxKeys: string
  /** Whether there is another page. */
  IsTruncated: 'true' | 'false'
  /** `Marker` of the next page. */
  NextMarker?: string
  /** As asked for. */
  Delimiter?: string
  /** As asked for. */
  EncodingType?: string
  /** The objects: sizes in bytes as text, dates in ISO 8601. */
  Contents: {
    Key: string
    LastModified: string
    ETag: string
    Size: string
    StorageClass: string
    Owner?: { ID: string; DisplayName?: string }
  }[]
  /** The folders below, where a `Delimiter` was given. */
  CommonPrefixes: { Prefix: string }[]
}

/** What `multipartList` takes. */
export interface MultipartListParams extends BucketParams {
  /** What the keys begin with. @default '' */
  Prefix?: string
  /** Keys that have it behind the prefix are summed up in `CommonPrefixes`. */
  Delimiter?: string
  /** `url`: keys come URL-encoded. */
  EncodingType?: string
  /** Uploads a page, at most 1000. */
  MaxUploads?: number | string
  /** Where the page begins: the `NextKeyMarker` of the page before. */
  KeyMarker?: string
  /** With `KeyMarker`: the `NextUploadIdMarker` of the page before. */
  UploadIdMarker?: string
}

/** What `multipartList` gives: one page of the uploads in parts that are under way. */
export interface MultipartListResult extends OfficialResult {
  /** The bucket. */
  Bucket: string
  /** As asked for. */
  Prefix: string
  /** As asked for. */
  KeyMarker: string
  /** As asked for. */
  UploadIdMarker: string
  /** As asked for, or COS's own. */
  MaxUploads: string
  /** Whether there is another page. */
  IsTruncated: 'true' | 'false'
  /** `KeyMarker` of the next page. */
  NextKeyMarker?: string
  /** `UploadIdMarker` of the next page. */
  NextUploadIdMarker?: string
  /** The uploads. */
  Upload: { Key: string; UploadId: string; Initiated: string; StorageClass: string }[]
  /** The folders below, where a `Delimiter` was given. */
  CommonPrefixes: { Prefix: string }[]
}

/** What `abortUploadTask` takes. */
export interface AbortUploadTaskParams extends BucketParams {
  /** One upload, all of a key, or all of the bucket. @default 'task' */
  Level?: 'task' | 'file' | 'bucket'
  /** Key of the object, for all levels but `bucket`. */
  Key?: string
  /** Id of the upload, for the level `task`. */
  UploadId?: string
  /** Uploads aborted at a time. @default 1 */
  AsyncLimit?: number
}

/** What `abortUploadTask` gives. */
export interface AbortUploadTaskResult {
  /** What is aborted. */
  successList: UploadIdentity[]
  /** What could not be aborted. */
  errorList: UploadIdentity[]
}

/** What names an upload in parts. */
export interface UploadIdentity {
  /** Bucket of the object. */
  Bucket: string
  /** Region of the bucket. */
  Region: string
  /** Key of the object. */
  Key: string
  /** Id of the upload. */
  UploadId: string
}
