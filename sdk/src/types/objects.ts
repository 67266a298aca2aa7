import type { PresignOutcome } from './signing'

/** What COS says of an object. @see https://cloud.tencent.com/document/product/436/7745 */
export interface HeadObjectResult {
  /** Bytes. */
  Size: number
  /** As COS gives it, with its quotation marks. Of an upload in parts it is no MD5. */
  ETag: string
  /** Media type, such as `image/jpeg`. */
  ContentType: string
  /** As COS gives it: an HTTP date, such as `Fri, 02 Jan 2026 03:04:05 GMT`. */
  LastModified: string
  /** `x-cos-meta-*`, without the prefix; names in lower case. */
  Metadata: Record<string, string>
}

/** Which page of which folder. @see https://cloud.tencent.com/document/product/436/7734 */
export interface ListParams {
  /** Bucket with its APPID. @default that of the client */
  Bucket?: string
  /** Region of the bucket. @default that of the client */
  Region?: string
  /** What the keys begin with, such as `albums/2026/`. @default '' */
  Prefix?: string
  /** Keys that have it behind the prefix are not listed, but summed up in `CommonPrefixes`: `/` lists one folder alone. */
  Delimiter?: string
  /** Where the page begins: the `NextMarker` of the page before. */
  Marker?: string
  /** Keys a page, 1 to 1000. @default 1000 */
  MaxKeys?: number
}

/** One page of a folder, in the order of the keys. */
export interface ListResult {
  /** The objects: sizes in bytes, ETags with their quotation marks, dates in ISO 8601. */
  Contents: { Key: string; Size: number; ETag: string; LastModified: string }[]
  /** The folders below, where a `Delimiter` was given. */
  CommonPrefixes: string[]
  /** `Marker` of the next page; none on the last one. */
  NextMarker?: string
}

/** One page of a folder as signed links. */
export interface SharedFolder {
  /** Of each object its key, its size in bytes, and its link, or why there is none. */
  Links: ({ Key: string; Size: number } & PresignOutcome)[]
  /** `Marker` of the next page; none on the last one. */
  NextMarker?: string
}
