import type { CosCallback } from './client'
import type { ObjectKeyParams, OfficialMethod } from './official-call'
import type {
  AbortUploadTaskParams,
  AbortUploadTaskResult,
  GetBucketParams,
  GetBucketResult,
  MultipartListParams,
  MultipartListResult,
} from './official-listings'
import type {
  DeleteMultipleObjectParams,
  DeleteMultipleObjectResult,
  DeleteObjectResult,
  GetObjectParams,
  GetObjectResult,
  HeadObjectParams,
  HeadObjectResult,
  PutObjectCopyParams,
  PutObjectCopyResult,
} from './official-objects'
import type {
  PostObjectParams,
  PutObjectParams,
  PutObjectResult,
  SliceUploadFileParams,
  SliceUploadFileResult,
  UploadFileParams,
  UploadFilesParams,
  UploadFilesResult,
  UploadTask,
} from './official-uploads'
import type { GetObjectUrlParams } from './signing'

/** The everyday calls of the official SDK for mini programs. @see https://cloud.tencent.com/document/product/436/31953 */
export interface OfficialMethods {
  /** As `Presigner.getObjectUrl`: a signed URL, at once where that can be, and through the callback. */
  getObjectUrl(params: GetObjectUrlParams, callback?: CosCallback<{ Url: string }>): string
  /** Uploads text, bytes or a file in one request. */
  putObject: OfficialMethod<PutObjectParams, PutObjectResult>
  /** Uploads a file in one request, as a form, by `wx.uploadFile`. */
  postObject: OfficialMethod<PostObjectParams, PutObjectResult>
  /** Uploads a file: in parts where it is large. */
  uploadFile: OfficialMethod<UploadFileParams, SliceUploadFileResult>
  /** Uploads several files; one that fails does not fail the others. */
  uploadFiles: OfficialMethod<UploadFilesParams, UploadFilesResult>
  /** Uploads a file in parts. */
  sliceUploadFile: OfficialMethod<SliceUploadFileParams, SliceUploadFileResult>
  /** Downloads an object into memory. */
  getObject: OfficialMethod<GetObjectParams, GetObjectResult>
  /** What COS says of an object, without its content. */
  headObject: OfficialMethod<HeadObjectParams, HeadObjectResult>
  /** Deletes an object; that there is none is no failure. */
  deleteObject: OfficialMethod<ObjectKeyParams, DeleteObjectResult>
  /** Deletes several objects; one that fails does not fail the others. */
  deleteMultipleObject: OfficialMethod<DeleteMultipleObjectParams, DeleteMultipleObjectResult>
  /** Lists one page of a bucket. */
  getBucket: OfficialMethod<GetBucketParams, GetBucketResult>
  /** Copies an object on COS. */
  putObjectCopy: OfficialMethod<PutObjectCopyParams, PutObjectCopyResult>
  /** Lists one page of the uploads in parts that are under way. */
  multipartList: OfficialMethod<MultipartListParams, MultipartListResult>
  /** Aborts uploads in parts. */
  abortUploadTask: OfficialMethod<AbortUploadTaskParams, AbortUploadTaskResult>
}

/** What is known of the uploads of a client, and how to steer them. */
export interface OfficialTasks {
  /** All uploads, in the order in which they came. */
  getTaskList(): UploadTask[]
  /** Stops an upload: its call ends with `Aborted`. */
  cancelTask(TaskId: string): void
  /** Stops an upload for a while: its call does not end. */
  pauseTask(TaskId: string): void
  /** Goes on with an upload that is paused, or tries again one that has failed. */
  restartTask(TaskId: string): void
  /** Whether any upload runs or waits. */
  isUploadRunning(): boolean
  /** Hears of all uploads, whenever something of them changes. */
  on(event: 'list-update', listener: (update: TaskListUpdate) => void): void
  /** Stops hearing of it. */
  off(event: 'list-update', listener: (update: TaskListUpdate) => void): void
}

/** What `list-update` tells. */
export interface TaskListUpdate {
  /** All uploads. */
  list: UploadTask[]
}
