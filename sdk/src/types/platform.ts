import type { Method } from './signing'

/**
 * What is asked of the platform: a small structural interface that `wx`, `uni` and `Taro` satisfy as they are, and
 * stand-ins in tests. Optional functions are looked for at run time.
 */
export interface Platform {
  /** Sends what is small, uploads, and downloads in ranges. */
  request(options: PlatformRequest): PlatformTask
  /** Downloads into a file. */
  downloadFile(options: PlatformDownload): PlatformDownloadTask
  /** Uploads forms, which `cos-miniprogram/compat` alone does. */
  uploadFile?(options: PlatformUpload): PlatformUploadTask
  /** Reads files for uploads, and puts downloads in their place. */
  getFileSystemManager(): PlatformFiles
  /** `USER_DATA_PATH`: where a download is stored that comes in ranges, or whose temporary path lacks an extension. */
  readonly env?: { readonly USER_DATA_PATH?: string }
  /** Tells whether this is a release, where a permanent key is refused. */
  getAccountInfoSync?(): { readonly miniProgram: { readonly envVersion?: string } }
  /** Reads which uploads can be gone on with after a restart. */
  getStorageSync?(key: string): unknown
  /** Keeps which uploads can be gone on with after a restart. */
  setStorageSync?(key: string, data: unknown): void
  /** Deletes what was kept. */
  removeStorageSync?(key: string): void
  /** Tells when the app is hidden: transfers pause. */
  onAppHide?(listener: () => void): void
  /** Tells when the app is shown: transfers go on. */
  onAppShow?(listener: () => void): void
  /** Tells when the network is lost or back: transfers pause and go on. */
  onNetworkStatusChange?(listener: (status: { readonly isConnected: boolean }) => void): void
  /** Says whether there is a network, where no event told. */
  getNetworkType?(options: {
    success?(result: { readonly networkType: string }): void
    fail?(error: unknown): void
  }): void
}

/** A request under way. */
export interface PlatformTask {
  /** Ends it. */
  abort(): void
  /** Tells the headers of the answer, before its body has come. */
  onHeadersReceived?(listener: (result: { readonly header: object }) => void): void
}

/** A download under way. */
export interface PlatformDownloadTask extends PlatformTask {
  /** Tells how many bytes have come, and how many will. */
  onProgressUpdate(
    listener: (progress: { readonly totalBytesWritten: number; readonly totalBytesExpectedToWrite: number }) => void,
  ): void
}

/** An upload of a form under way. */
export interface PlatformUploadTask extends PlatformTask {
  /** Tells how many bytes of the form have been sent, and how many there are. */
  onProgressUpdate(
    listener: (progress: { readonly totalBytesSent: number; readonly totalBytesExpectedToSend: number }) => void,
  ): void
}

/**
 * What `wx.request` takes. With requests to COS goes `dataType: 'text'`, for which the older typings of `wx` have no name:
 * it leaves the body of the answer as it came.
 */
export interface PlatformRequest {
  /** Address. */
  url: string
  /** HTTP method. @default 'GET' */
  method?: Method
  /** Headers by name. */
  header?: Record<string, string>
  /** Body. */
  data?: string | ArrayBuffer
  /** What the body of the answer becomes. @default 'text' */
  responseType?: 'text' | 'arraybuffer'
  /** Milliseconds. */
  timeout?: number
  /** Whether redirects are followed, or handed on as they are. @default 'follow' */
  redirect?: 'follow' | 'manual'
  /** Called with the answer, whatever its status. */
  success?(result: unknown): void
  /** Called where there is no answer. */
  fail?(error: unknown): void
}

/** What `wx.downloadFile` takes. */
export interface PlatformDownload {
  /** Address. */
  url: string
  /** Where to store it. @default a temporary path */
  filePath?: string
  /** Headers by name. */
  header?: Record<string, string>
  /** Milliseconds. */
  timeout?: number
  /** Called with the status and the path of what came: an error page, too, is stored. */
  success?(result: unknown): void
  /** Called where there is no answer, or no room for it. */
  fail?(error: unknown): void
}

/** What `wx.uploadFile` takes. */
export interface PlatformUpload {
  /** Address. */
  url: string
  /** Path of the file. */
  filePath: string
  /** Field of the form that carries the file. */
  name: string
  /** The other fields, which go before the file. */
  formData?: Record<string, string>
  /** Headers by name. */
  header?: Record<string, string>
  /** Milliseconds. */
  timeout?: number
  /** Called with the answer, whatever its status. */
  success?(result: unknown): void
  /** Called where there is no answer. */
  fail?(error: unknown): void
}

/** `wx.getFileSystemManager()`: what transfers need of it. */
export interface PlatformFiles {
  /**
   * Reads a piece of a file; before base library 2.10.0 all of it. Position and length are numbers of bytes: only the
   * typings of `wx` before 3.3 call them text.
   */
  readFile(options: PlatformFileOptions & { position?: number | string; length?: number | string }): void
  /** Gives the size and a digest of a file. */
  getFileInfo?(options: PlatformFileOptions & { digestAlgorithm?: 'md5' | 'sha1' }): void
  /** Gives the size of a file and when it was changed; of a folder, where it is `recursive`, those of all that is in it. */
  stat?(options: { path: string; recursive?: boolean } & PlatformFileCallbacks): void
  /** Deletes a file. */
  unlink?(options: PlatformFileOptions): void
  /** Copies a file over whatever is there. */
  copyFile?(options: { srcPath: string; destPath: string } & PlatformFileCallbacks): void
  /** Moves a file to another name. */
  rename?(options: { oldPath: string; newPath: string } & PlatformFileCallbacks): void
  /** Lists the saved files, which share their room with the app's own. */
  getSavedFileList?(options: PlatformFileCallbacks): void
  /** Opens a file, so that it can be written to at any place: base library 2.16.1 and later. */
  open?(options: PlatformFileOptions & { flag?: 'r+' | 'w' }): void
  /** Writes to an open file. */
  write?(options: { fd: string; data: ArrayBuffer; position?: number } & PlatformFileCallbacks): void
  /** Closes an open file. */
  close?(options: { fd: string } & PlatformFileCallbacks): void
}

/** How a function of the file system tells its end. */
export interface PlatformFileCallbacks {
  /** Called with the result. */
  success?(result: unknown): void
  /** Called where there is none. */
  fail?(error: unknown): void
}

/** A file, and how to tell the end. */
export interface PlatformFileOptions extends PlatformFileCallbacks {
  /** Path of the file. */
  filePath: string
}
