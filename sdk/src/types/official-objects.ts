import type { BucketParams, ObjectKeyParams, OfficialResult } from './official-call'
import type { ObjectHeaderParams } from './official-uploads'

/** What `getObject` takes. */
export interface GetObjectParams extends ObjectKeyParams {
  /** More parameters, URL-encoded. */
  QueryString?: string
  /** What `Body` is to be. @default 'text' */
  DataType?: 'text' | 'arraybuffer'
  /** Part of the object, such as `bytes=0-99`. */
  Range?: string
  /** HTTP date: an older object is not sent. */
  IfModifiedSince?: string
  /** HTTP date: a newer object is refused. */
  IfUnmodifiedSince?: string
  /** ETag: another object is refused. */
  IfMatch?: string
  /** ETag: the same object is not sent. */
  IfNoneMatch?: string
  /** `Content-Type` of the answer. */
  ResponseContentType?: string
  /** `Content-Language` of the answer. */
  ResponseContentLanguage?: string
  /** `Expires` of the answer. */
  ResponseExpires?: string
  /** `Cache-Control` of the answer. */
  ResponseCacheControl?: string
  /** `Content-Disposition` of the answer. */
  ResponseContentDisposition?: string
  /** `Content-Encoding` of the answer. */
  ResponseContentEncoding?: string
}

/** What `getObject` gives. */
export interface GetObjectResult extends OfficialResult {
  /** Content; an `ArrayBuffer` where `DataType` asks for one. */
  Body: string | ArrayBuffer
  /** As COS gives it, with its quotation marks. */
  ETag: string
  /** For `IfModifiedSince`: there is no newer one, and no `Body`. */
  NotModified?: boolean
}

/** What `headObject` takes. */
export interface HeadObjectParams extends ObjectKeyParams {
  /** HTTP date: of an older object only `NotModified` is told. */
  IfModifiedSince?: string
}

/** What `headObject` gives: the facts are in `headers`. */
export interface HeadObjectResult extends OfficialResult {
  /** As COS gives it, with its quotation marks. */
  ETag: string
  /** For `IfModifiedSince`: there is no newer one. */
  NotModified?: boolean
}

/** What `deleteObject` gives. */
export interface DeleteObjectResult extends OfficialResult {
  /** There is no such bucket. */
  BucketNotFound?: boolean
}

/** What `deleteMultipleObject` takes. */
export interface DeleteMultipleObjectParams extends BucketParams {
  /** What to delete: at most 1000. */
  Objects: readonly { Key: string; VersionId?: string }[]
  /** `true`: only what could not be deleted is listed. @default false */
  Quiet?: boolean
}

/** What `deleteMultipleObject` gives. */
export interface DeleteMultipleObjectResult extends OfficialResult {
  /** What is deleted. */
  Deleted: { Key: string; VersionId?: string; DeleteMarker?: string; DeleteMarkerVersionId?: string }[]
  /** What could not be deleted, and why. */
  Error: { Key: string; VersionId?: string; Code: string; Message: string }[]
}

/** What `putObjectCopy` takes. */
export interface PutObjectCopyParams extends ObjectKeyParams, ObjectHeaderParams {
  /** What to copy, such as `photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.jpg`, with the key URL-encoded. */
  CopySource: string
  /** `Copy`, or `Replaced` for other headers than those of the source. @default 'Copy' */
  MetadataDirective?: string
  /** HTTP date: an older source is refused. */
  CopySourceIfModifiedSince?: string
  /** HTTP date: a newer source is refused. */
  CopySourceIfUnmodifiedSince?: string
  /** ETag: another source is refused. */
  CopySourceIfMatch?: string
  /** ETag: the same source is refused. */
  CopySourceIfNoneMatch?: string
}

/** What `putObjectCopy` gives. */
export interface PutObjectCopyResult extends OfficialResult {
  /** Of the copy. */
  ETag: string
  /** Of the copy, in ISO 8601. */
  LastModified: string
  /** CRC64 of the copy, in decimal. */
  CRC64?: string
}
