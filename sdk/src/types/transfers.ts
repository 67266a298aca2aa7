import type { ObjectParams } from './signing'

/** How far a transfer is. */
export interface TransferProgress {
  /** Bytes that the other side has confirmed: never a guess. */
  loaded: number
  /** Bytes in all; `0` while unknown. */
  total: number
  /** 0 to 1: `loaded / total`; 1 for an empty file that is done. */
  percent: number
  /** Bytes per second over the last seconds; `0` while unknown. */
  speed: number
}

/** Where a transfer is: it waits for its place in the queue, runs, pauses, or has ended in one of three ways. */
export type TransferState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'aborted'

/** A promise that can be steered. */
export type TransferTask<Result> = Promise<Result> & {
  /** Where it is now. */
  readonly state: TransferState
  /** Why it is paused: by the caller, because the app is hidden, because there is no network. */
  readonly pauseReason?: 'caller' | 'hidden' | 'offline'
  /** @returns the function that stops listening */
  onProgress(listener: (progress: TransferProgress) => void): () => void
  /** @returns the function that stops listening */
  onStateChange(listener: (state: TransferState) => void): () => void
  /** Stops the traffic, and keeps what COS has confirmed. */
  pause(): void
  /** Goes on where it was paused. */
  resume(): void
  /** Rejects at once with `code: 'Aborted'` and stops the traffic; what was begun on COS is cleaned up, later if need be. */
  abort(): void
  /** After a failure: a new task for the same file, with the login of now, which goes on where this one stopped. */
  retry(): TransferTask<Result>
}

/** What to upload, and where to: a file of the phone, or content at hand. */
export type UploadParams = ObjectParams & {
  /** Media type, such as `image/jpeg`. @default from the extension, then from the first bytes, else `application/octet-stream`; always sent and signed */
  ContentType?: string
  /** `x-cos-meta-*` without the prefix. */
  Metadata?: Record<string, string>
  /** Refuse where the key exists already. @default false */
  forbidOverwrite?: boolean
  /** Bytes from which parts are used; a file of more than 100 MiB cannot go without. @default 5 MiB */
  partThreshold?: number
  /** Bytes a part; 1 to 100 MiB, which is what the platform reads at once; fixed for the whole upload. @default from size and speed, so that a part takes some seconds */
  partSize?: number
  /** Parts at a time. @default 3 */
  partConcurrency?: number
  /** Listens from the beginning, as the task's own `onProgress` does. */
  onProgress?: (progress: TransferProgress) => void
} & OfficialUploadParams &
  (
    | {
        /** Path of the file on the phone, such as a `tempFilePath`. */
        FilePath: string
        Body?: never
      }
    | {
        /** The content itself; text is sent as UTF-8. */
        Body: string | ArrayBuffer
        FilePath?: never
      }
  )

/** The words of the official SDK for the same, and for what is else said in `Headers`. */
export interface OfficialUploadParams {
  /** `Cache-Control` of the object. */
  CacheControl?: string
  /** `Content-Disposition` of the object. */
  ContentDisposition?: string
  /** `Content-Encoding` of the object. */
  ContentEncoding?: string
  /** `x-cos-storage-class`, such as `STANDARD_IA`. */
  StorageClass?: string
  /** `x-cos-acl`, such as `private`. */
  ACL?: string
  /** Bytes: larger files go in parts. @default that of `partThreshold`, which wins */
  SliceSize?: number
  /** Any header of COS, such as `x-cos-traffic-limit`. */
  [header: `x-cos-${string}`]: string | number | boolean | undefined
}

/** An upload in parts that has begun, and that no task holds. */
export interface ResumableUpload {
  /** Bucket with its APPID. */
  Bucket: string
  /** Region of the bucket. */
  Region: string
  /** Object key: uploading the same file to it, with the same headers, goes on. */
  Key: string
  /** Bytes of the file. */
  size: number
  /** Bytes that COS has confirmed. */
  loaded: number
  /** UNIX seconds on the phone's clock, when it was last gone on with. */
  lastUsed: number
}

/** Which file to look for. */
export interface FindUploadParams {
  /** Path of the file on the phone, such as a `tempFilePath`. */
  FilePath: string
  /** What the key begins with, such as the folder of whoever is logged in. @default any key */
  Prefix?: string
}

/** What has been stored. */
export interface UploadResult {
  /** Object key. */
  Key: string
  /** As COS gives it, with its quotation marks. Of an upload in parts it is no MD5. */
  ETag: string
  /** Plain address, unsigned. */
  Location: string
  /**
   * `x-cos-hash-crc64ecma`, compared with what was read from the file, unless COS has compared that with the MD5 of the
   * platform; empty where the platform does not show it then.
   */
  Crc64: string
  /** COS's name for the request that completed it: support asks for it. */
  RequestId: string
}

/** What to download, and where to. */
export interface DownloadParams extends ObjectParams {
  /** Where to store it. @default a temporary path, with an extension that fits the content; good until the app starts anew */
  FilePath?: string
  /** What the file is called when saved: `response-content-disposition`, signed. */
  downloadName?: string
  /** Bytes a range, where ranges are used; 256 KiB to 100 MiB. @default from size and speed, so that a range takes some seconds */
  rangeSize?: number
  /** Ranges at a time. @default 3 */
  rangeConcurrency?: number
  /** Listens from the beginning, as the task's own `onProgress` does. */
  onProgress?: (progress: TransferProgress) => void
}

/** What has been downloaded. */
export interface DownloadResult {
  /** Where it lies now. */
  FilePath: string
  /** Bytes. */
  Size: number
  /** Media type that COS gave, else the one that its first bytes show; empty where neither says. */
  ContentType: string
  /** COS's name for the request: support asks for it. */
  RequestId: string
}
