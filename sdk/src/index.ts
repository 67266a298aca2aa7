export { COS } from './client'
export { CosError, isCosError } from './errors'
export type { CosErrorCode, CosErrorDetails } from './errors'
export { Presigner } from './presigner'
export type {
  AuthorizationRequest,
  CommonOptions,
  CosCallback,
  COSOptions,
  Credentials,
  CredentialsAnswer,
  CredentialsRequest,
  CredentialsSource,
  GetAuthorizationParams,
  GetObjectUrlParams,
  Method,
  ObjectParams,
  PresignedRequest,
  PresignOutcome,
  PresignParams,
} from './types'
export type {
  Platform,
  PlatformDownload,
  PlatformDownloadTask,
  PlatformFiles,
  PlatformRequest,
  PlatformTask,
} from './platform/types'
export type {
  DownloadParams,
  DownloadResult,
  HeadObjectResult,
  ListParams,
  ListResult,
  SharedFolder,
  TransferProgress,
  TransferState,
  TransferTask,
  UploadParams,
  UploadResult,
} from './types'
