/** `cos-miniprogram/presign`: signing and credentials, without transfers. */
export { CosError, isCosError } from './errors'
export type { CosErrorCode } from './errors'
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
