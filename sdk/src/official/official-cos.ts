import type { BucketParams, OfficialAnswer, OfficialMethod, OfficialRequestParams } from '../types/official-call'
import type { OfficialMethods, OfficialTasks } from '../types/official-client'

/** Names of methods that are typed by what all of them have in common. */
export type OtherMethodName =
  | 'getService'
  | 'putBucket'
  | 'headBucket'
  | 'deleteBucket'
  | 'putBucketAcl'
  | 'getBucketAcl'
  | 'putBucketCors'
  | 'getBucketCors'
  | 'deleteBucketCors'
  | 'getBucketLocation'
  | 'putBucketPolicy'
  | 'getBucketPolicy'
  | 'deleteBucketPolicy'
  | 'putBucketTagging'
  | 'getBucketTagging'
  | 'deleteBucketTagging'
  | 'putBucketLifecycle'
  | 'getBucketLifecycle'
  | 'deleteBucketLifecycle'
  | 'putBucketVersioning'
  | 'getBucketVersioning'
  | 'putBucketReplication'
  | 'getBucketReplication'
  | 'deleteBucketReplication'
  | 'putBucketWebsite'
  | 'getBucketWebsite'
  | 'deleteBucketWebsite'
  | 'putBucketReferer'
  | 'getBucketReferer'
  | 'putBucketDomain'
  | 'getBucketDomain'
  | 'deleteBucketDomain'
  | 'putBucketOrigin'
  | 'getBucketOrigin'
  | 'deleteBucketOrigin'
  | 'putBucketLogging'
  | 'getBucketLogging'
  | 'putBucketInventory'
  | 'getBucketInventory'
  | 'listBucketInventory'
  | 'deleteBucketInventory'
  | 'putBucketAccelerate'
  | 'getBucketAccelerate'
  | 'listObjectVersions'
  | 'getObjectAcl'
  | 'putObjectAcl'
  | 'optionsObject'
  | 'restoreObject'
  | 'putObjectTagging'
  | 'getObjectTagging'
  | 'deleteObjectTagging'
  | 'appendObject'
  | 'uploadPartCopy'
  | 'multipartInit'
  | 'multipartUpload'
  | 'multipartComplete'
  | 'multipartListPart'
  | 'multipartAbort'
  | 'sliceCopyFile'

/** Parameters of a method, as the official documents name them. */
export interface OtherMethodParams extends BucketParams {
  /** Key of the object, for methods of objects. */
  Key?: string
  /** Other parameters. */
  [name: string]: unknown
}

/** The official SDK's client, typed. Its failures are `CosError`s that have the official fields, too. */
export type OfficialCOS = OfficialMethods &
  OfficialTasks & {
    /** Any request to COS, or to data processing (CI). */
    request: OfficialMethod<OfficialRequestParams, OfficialAnswer>
  } & Record<OtherMethodName, OfficialMethod<OtherMethodParams, OfficialAnswer>>

/** A client that signs: `COS` or `Presigner`. */
export interface SigningClient {
  /** Signs one URL. */
  getObjectUrl: OfficialMethods['getObjectUrl']
}

/** The class that `cos-wx-sdk-v5` exports. */
export type OfficialConstructor = new (options: never) => object
