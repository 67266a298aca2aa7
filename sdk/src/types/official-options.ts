/**
 * The options of the official SDK, besides its bucket's address and its credentials. What `cos-miniprogram/compat` does
 * otherwise is warned of once, by name.
 */
export interface OfficialOptions {
  /** Bytes: `uploadFile` and `uploadFiles` send larger files in parts. @default 1 MiB */
  SliceSize?: number
  /** Bytes a part, 1 MiB to 100 MiB. @default from size and speed, so that a part takes some seconds */
  ChunkSize?: number
  /** Files uploaded at a time. @default as many as the queue lets in: 6 */
  FileParallelLimit?: number
  /** Parts of a file at a time. @default 3 */
  ChunkParallelLimit?: number
  /** Milliseconds between two calls of `onProgress`. @default 1000 */
  ProgressInterval?: number
  /** Uploads that `getTaskList` remembers. @default 10000 */
  UploadQueueSize?: number
  /** `putObject`, whatever it says: one request of `wx.request` sends what is small. */
  SimpleUploadMethod?: 'putObject' | 'postObject'
  /** `true`, whatever it says: the server's clock counts. */
  CorrectClockSkew?: boolean
  /** `true`, whatever it says. */
  ForceSignHost?: boolean
  /** `true`, whatever it says: no key is taken for the bucket. */
  ObjectKeySimplifyCheck?: boolean
  /** `true`, whatever it says, where the platform digests files; what has arrived is compared in any case. */
  UploadCheckContentMd5?: boolean
  /** Not honoured. */
  UploadAddMetaMd5?: boolean
  /** Not honoured: retries have a budget, and back off. */
  ChunkRetryTimes?: number
  /** Not honoured. */
  CopyChunkParallelLimit?: number
  /** Not honoured. */
  CopyChunkSize?: number
  /** Not honoured. */
  CopySliceSize?: number
  /** Not honoured. */
  CopySourceParser?: unknown
  /** Not honoured. */
  MaxPartNumber?: number
  /** Not honoured: unfinished uploads are kept for a week. */
  UploadIdCacheLimit?: number
  /** Not honoured: the platform's 60 seconds count. */
  Timeout?: number
  /** Not honoured: it is learned from COS's answers. */
  SystemClockOffset?: number
  /** Not honoured: a bucket has its APPID behind its name. */
  AppId?: string
  /** Not honoured. */
  ServiceDomain?: string
  /** Not honoured. */
  CompatibilityMode?: boolean
  /** Refused: COS does not take it any more. */
  ForcePathStyle?: boolean
  /** Not honoured. */
  HttpDNSServiceId?: string
  /** Not honoured. */
  AutoSwitchHost?: boolean
  /** Not honoured. */
  DeepTracker?: boolean
  /** Not honoured. */
  TrackerDelay?: number
  /** Not honoured. */
  CustomId?: string
  /** Not honoured. */
  BeaconReporter?: unknown
  /** Not honoured. */
  ClsReporter?: unknown
}
