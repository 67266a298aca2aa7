export { COS, COS as default } from './client'
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
  DownloadParams,
  DownloadResult,
  FindUploadParams,
  OfficialUploadParams,
  ResumableUpload,
  TransferProgress,
  TransferState,
  TransferTask,
  UploadParams,
  UploadResult,
} from './types/transfers'
export type { HeadObjectResult, ListParams, ListResult, SharedFolder } from './types/objects'
