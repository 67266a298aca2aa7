import type { ObjectKeyParams, OfficialError, OfficialResult } from './official-call'

/** What an object is stored with: each is sent as the header that it names. */
export interface ObjectHeaderParams {
  /** `Cache-Control`. */
  CacheControl?: string
  /** `Content-Disposition`. */
  ContentDisposition?: string
  /** `Content-Encoding`. */
  ContentEncoding?: string
  /** `Content-Type`. @default from the extension of the key */
  ContentType?: string
  /** `Expires`: until when caches may keep it. */
  Expires?: string | number
  /** `x-cos-acl`, such as `private`. */
  ACL?: string
  /** `x-cos-grant-read`. */
  GrantRead?: string
  /** `x-cos-grant-write`. */
  GrantWrite?: string
  /** `x-cos-grant-read-acp`. */
  GrantReadAcp?: string
  /** `x-cos-grant-write-acp`. */
  GrantWriteAcp?: string
  /** `x-cos-grant-full-control`. */
  GrantFullControl?: string
  /** `x-cos-storage-class`, such as `STANDARD_IA`. */
  StorageClass?: string
  /** `x-cos-traffic-limit`, in bits per second. */
  TrafficLimit?: string | number
  /** `x-cos-mime-limit`. */
  MimeLimit?: string
  /** `x-cos-forbid-overwrite`. */
  ForbidOverwrite?: string | boolean
  /** `x-cos-server-side-encryption`. */
  ServerSideEncryption?: string
  /** `x-cos-server-side-encryption-cos-kms-key-id`. */
  SSEKMSKeyId?: string
  /** `x-cos-server-side-encryption-context`. */
  SSEContext?: string
  /** `x-cos-server-side-encryption-customer-algorithm`. */
  SSECustomerAlgorithm?: string
  /** `x-cos-server-side-encryption-customer-key`. */
  SSECustomerKey?: string
  /** `x-cos-server-side-encryption-customer-key-MD5`. */
  SSECustomerKeyMD5?: string
  /** `Pic-Operations`: what to make of a picture while it is uploaded, as JSON. */
  PicOperations?: string
  /** `x-cos-meta-*`, and any other header of COS. */
  [name: `x-cos-${string}`]: string | number | boolean | undefined
}

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that have been sent. */
  loaded: number
  /** Bytes in all. */
  total: number
  /** Bytes per second. */
  speed: number
  /** 0 to 1, in steps of a hundredth. */
  percent: number
}

/** What is told of an upload while it runs. */
export interface UploadEvents {
  /** Gets the id for `cancelTask`, `pauseTask` and `restartTask`. */
  onTaskReady?: (TaskId: string) => void
  /** Called when it is the upload's turn. */
  onTaskStart?: (task: UploadTask) => void
  /** Called now and then, and at the end. */
  onProgress?: (progress: UploadProgress) => void
}

/** What `putObject` takes: either `Body` or `FilePath`. */
export interface PutObjectParams extends ObjectKeyParams, ObjectHeaderParams, UploadEvents {
  /** Content; text as UTF-8. */
  Body?: string | ArrayBuffer
  /** Path of a file on the phone. */
  FilePath?: string
}

/** What `putObject` and `postObject` give. */
export interface PutObjectResult extends OfficialResult {
  /** Host and key, without a scheme. */
  Location: string
  /** As COS gives it, with its quotation marks. */
  ETag: string
}

/** What `postObject` takes. */
export interface PostObjectParams extends ObjectKeyParams, ObjectHeaderParams, UploadEvents {
  /** Path of a file on the phone. */
  FilePath: string
}

/** What `sliceUploadFile` takes. */
export interface SliceUploadFileParams extends ObjectKeyParams, ObjectHeaderParams, UploadEvents {
  /** Path of a file on the phone. */
  FilePath: string
  /** Bytes a part. */
  ChunkSize?: number
  /** As `ChunkSize`. */
  SliceSize?: number
  /** Parts at a time. */
  AsyncLimit?: number
  /** Called while the file is compared with what has been uploaded before. */
  onHashProgress?: (progress: UploadProgress) => void
}

/** What `sliceUploadFile` gives; of a file that went in one request, what `putObject` gives. */
export interface SliceUploadFileResult extends PutObjectResult {
  /** Of the upload in parts. */
  UploadId?: string
  /** Bucket of the object. */
  Bucket?: string
  /** Key of the object. */
  Key?: string
}

/** What `uploadFile` takes, and `uploadFiles` for each file. */
export interface UploadFileParams extends Omit<SliceUploadFileParams, 'SliceSize'> {
  /** Bytes: larger files go in parts. @default that of the client */
  SliceSize?: number
  /** Not needed: the file itself is asked. */
  FileSize?: number
  /** Called when the file is done or has failed. */
  onFileFinish?: FileFinishListener
}

/** Hears how one file has ended. */
export type FileFinishListener = (
  err: OfficialError | null,
  data: SliceUploadFileResult | undefined,
  options: FileInfo,
) => void

/** What a file was given, as far as it is text, numbers and the like. */
export interface FileInfo {
  /** Id of the upload. */
  TaskId: string
  /** Place in the list that `uploadFiles` was given. */
  Index?: number
  /** Bucket of the object. */
  Bucket?: string
  /** Region of the bucket. */
  Region?: string
  /** Key of the object. */
  Key?: string
  /** Path of the file. */
  FilePath?: string
  /** Other parameters. */
  [name: string]: unknown
}

/** What `uploadFiles` takes. */
export interface UploadFilesParams {
  /** The files, each with what `uploadFile` takes. */
  files: readonly UploadFileParams[]
  /** Bytes: larger files go in parts. @default that of the client */
  SliceSize?: number
  /** Called now and then with how far all files together are. */
  onProgress?: (progress: UploadProgress) => void
  /** Called for each file that is done or has failed. */
  onFileFinish?: FileFinishListener
}

/** What `uploadFiles` gives, once all files have ended. */
export interface UploadFilesResult {
  /** How each file has ended, in their order. */
  files: { error: OfficialError | null; data: SliceUploadFileResult | undefined; options: FileInfo }[]
}

/** An upload, as `getTaskList` and `list-update` show it. */
export interface UploadTask {
  /** For `cancelTask`, `pauseTask` and `restartTask`. */
  id: string
  /** Bucket of the object. */
  Bucket: string
  /** Region of the bucket. */
  Region: string
  /** Key of the object. */
  Key: string
  /** Path of the file; empty for a `Body`. */
  FilePath: string
  /** Where it stands. */
  state: 'waiting' | 'checking' | 'uploading' | 'success' | 'error' | 'paused' | 'canceled'
  /** Bytes that have been sent. */
  loaded: number
  /** Bytes in all. */
  size: number
  /** Bytes per second. */
  speed: number
  /** 0 to 1, in steps of a hundredth. */
  percent: number
  /** 0 to 1: how much of the file is compared with what has been uploaded before. */
  hashPercent: number
  /** Why it has failed. */
  error: OfficialError | null
}
