/** `cos-miniprogram/official`: the official SDK, typed, on the credentials of this one. */
export { CosError, isCosError } from './errors/cos-error'
export type { CosErrorCode, CosErrorDetails } from './errors/cos-error'
export { connectOfficial } from './official/connect-official'
export type {
  OfficialConstructor,
  OfficialCOS,
  OtherMethodName,
  OtherMethodParams,
  SigningClient,
} from './official/official-cos'
export { toCosError } from './official/to-cos-error'
export type { CosCallback } from './types/client'
export type {
  BucketParams,
  ObjectKeyParams,
  OfficialAnswer,
  OfficialCallback,
  OfficialError,
  OfficialErrorDetail,
  OfficialMethod,
  OfficialRequestParams,
  OfficialResult,
} from './types/official-call'
export type { OfficialMethods, OfficialTasks, TaskListUpdate } from './types/official-client'
export type {
  AbortUploadTaskParams,
  AbortUploadTaskResult,
  GetBucketParams,
  GetBucketResult,
  MultipartListParams,
  MultipartListResult,
  UploadIdentity,
} from './types/official-listings'
export type {
  DeleteMultipleObjectParams,
  DeleteMultipleObjectResult,
  DeleteObjectResult,
  GetObjectParams,
  GetObjectResult,
  HeadObjectParams,
  HeadObjectResult,
  PutObjectCopyParams,
  PutObjectCopyResult,
} from './types/official-objects'
export type {
  FileFinishListener,
  FileInfo,
  ObjectHeaderParams,
  PostObjectParams,
  PutObjectParams,
  PutObjectResult,
  SliceUploadFileParams,
  SliceUploadFileResult,
  UploadEvents,
  UploadFileParams,
  UploadFilesParams,
  UploadFilesResult,
  UploadProgress,
  UploadTask,
} from './types/official-uploads'
export type { GetObjectUrlParams, Method, ObjectParams, PresignParams } from './types/signing'
