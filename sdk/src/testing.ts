/**
 * `cos-miniprogram/testing`: a `wx` for tests of apps, with a phone, a network, a clock and a COS behind it. For Node
 * alone. The code lies in `sdk/testing/`: it needs Node, and is bundled from the stand-ins of this project's own tests.
 */
import type { GeneratedFile } from './types/testing/content'
import type { TestWxOptions } from './types/testing/options'
import type { TestWx } from './types/testing/test-wx'

export type { AnswerFault, Fault, FaultRule, LineFault, NetworkApi, PhoneFault } from './types/testing/fault'
export type { GeneratedFile, TestContent } from './types/testing/content'
export type { TestCredentialsOptions, TestLimits, TestWxOptions } from './types/testing/options'
export type { TestAlbumItem, TestPerson, TestPhone, TestRequest, TestShown } from './types/testing/phone'
export type { TestServer, TestServerAnswer, TestServerRequest } from './types/testing/server'
export type {
  TestBackend,
  TestBucket,
  TestClientOptions,
  TestClock,
  TestRestartOptions,
  TestStsAnswer,
  TestWx,
} from './types/testing/test-wx'
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
export type { CredentialsRequest } from './types/credentials'
export type { Method } from './types/signing'

/**
 * A phone with an app that has just started, a bucket, and a backend that answers with credentials: in this process,
 * without a socket. COS checks every signature, token and policy.
 * @throws TypeError where there is no such option, or its value is of the wrong kind
 */
export declare function createTestWx(options?: TestWxOptions): TestWx

/**
 * Bytes like those of a video: the same for the same seed, no two blocks alike.
 * @param size - bytes
 * @param seed - 1 if unsaid
 */
export declare function generatedFile(size: number, seed?: number): GeneratedFile
