import type { ObjectParams } from './signing'

export interface TransferProgress {
  /** Bytes that the other side has confirmed: never a guess. */
  loaded: number
  total: number
  /** 0 to 1: `loaded / total`; 1 for an empty file that is done. */
  percent: number
  /** Bytes per second over the last seconds; `0` while unknown. */
  speed: number
}

export type TransferState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'aborted'

/** A promise that can be steered. */
export type TransferTask<Result> = Promise<Result> & {
  readonly state: TransferState
  /** Why it is paused: by the caller, because the app is hidden, because there is no network. */
  readonly pauseReason?: 'caller' | 'hidden' | 'offline'
  /** Both return the function that stops listening. */
  onProgress(listener: (progress: TransferProgress) => void): () => void
  onStateChange(listener: (state: TransferState) => void): () => void
  pause(): void
  resume(): void
  /** Rejects at once with `code: 'Aborted'` and stops the traffic; what was begun on COS is cleaned up, later if need be. */
  abort(): void
  /** After a failure: a new task for the same file, which goes on where this one stopped. */
  retry(): TransferTask<Result>
}

export type UploadParams = ObjectParams & {
  /** @default from the extension, then from the first bytes, else `application/octet-stream`; always sent and signed */
  ContentType?: string
  /** `x-cos-meta-*` without the prefix. */
  Metadata?: Record<string, string>
  /** Refuse where the key exists already. @default false */
  forbidOverwrite?: boolean
  /** Bytes from which parts are used. @default 5 MiB */
  partThreshold?: number
  /** Bytes a part; at least 1 MiB; fixed for the whole upload. @default from size and speed, so that a part takes some seconds */
  partSize?: number
  /** Parts at a time. @default 3 */
  partConcurrency?: number
  onProgress?: (progress: TransferProgress) => void
} & ({ FilePath: string; Body?: never } | { Body: string | ArrayBuffer; FilePath?: never })

export interface UploadResult {
  Key: string
  ETag: string
  /** Plain address, unsigned. */
  Location: string
  /** `x-cos-hash-crc64ecma`, compared with what was read from the file. */
  Crc64: string
  RequestId: string
}

export interface DownloadParams extends ObjectParams {
  /** Where to store it. @default a temporary path, with an extension that fits the content */
  FilePath?: string
  /** What the file is called when saved: `response-content-disposition`, signed. */
  downloadName?: string
  onProgress?: (progress: TransferProgress) => void
}

export interface DownloadResult {
  FilePath: string
  Size: number
  ContentType: string
  RequestId: string
}
