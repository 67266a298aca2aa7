/** `cos-miniprogram/compat`: the official SDK's everyday calls, typed, on this package's engine. */
export { COS, COS as default } from './compat/compat-cos'
export { CosError, isCosError } from './errors/cos-error'
export type { CosErrorCode, CosErrorDetails } from './errors/cos-error'
export { Presigner } from './presigner'
export type {
  AuthorizationRequest,
  Credentials,
  CredentialsAnswer,
  CredentialsRequest,
  CredentialsSource,
} from './types/credentials'
export type { CommonOptions, CosCallback, COSOptions } from './types/client'
export type {
  GetAuthorizationParams,
  GetObjectUrlParams,
  Method,
  ObjectParams,
  PresignedRequest,
  PresignOutcome,
  PresignParams,
} from './types/signing'
export type {
  Platform,
  PlatformDownload,
  PlatformDownloadTask,
  PlatformFileCallbacks,
  PlatformFileOptions,
  PlatformFiles,
  PlatformRequest,
  PlatformTask,
  PlatformUpload,
  PlatformUploadTask,
} from './types/platform'
export type {
  BucketParams,
  ObjectKeyParams,
  OfficialCallback,
  OfficialError,
  OfficialErrorDetail,
  OfficialMethod,
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
export type { OfficialOptions } from './types/official-options'
