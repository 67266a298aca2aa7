import type { Method } from './signing'

/**
 * What is asked of the platform: a small structural interface that `wx`, `uni` and `Taro` satisfy as they are, and
 * stand-ins in tests. Optional functions are looked for at run time.
 */
export interface Platform {
  request(options: PlatformRequest): PlatformTask
  downloadFile(options: PlatformDownload): PlatformDownloadTask
  getFileSystemManager(): PlatformFiles
  readonly env?: { readonly USER_DATA_PATH?: string }
  getAccountInfoSync?(): { readonly miniProgram: { readonly envVersion?: string } }
  getStorageSync?(key: string): unknown
  setStorageSync?(key: string, data: unknown): void
  removeStorageSync?(key: string): void
  onAppHide?(listener: () => void): void
  onAppShow?(listener: () => void): void
  onNetworkStatusChange?(listener: (status: { readonly isConnected: boolean }) => void): void
  getNetworkType?(options: {
    success?(result: { readonly networkType: string }): void
    fail?(error: unknown): void
  }): void
}

export interface PlatformTask {
  abort(): void
  onHeadersReceived?(listener: (result: { readonly header: object }) => void): void
}

export interface PlatformDownloadTask extends PlatformTask {
  onProgressUpdate(
    listener: (progress: { readonly totalBytesWritten: number; readonly totalBytesExpectedToWrite: number }) => void,
  ): void
}

export interface PlatformRequest {
  url: string
  method?: Method
  header?: Record<string, string>
  data?: string | ArrayBuffer
  /** Anything but `json` leaves the body as it came. */
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
  /** Milliseconds. */
  timeout?: number
  redirect?: 'follow' | 'manual'
  success?(result: unknown): void
  fail?(error: unknown): void
}

export interface PlatformDownload {
  url: string
  filePath?: string
  header?: Record<string, string>
  /** Milliseconds. */
  timeout?: number
  success?(result: unknown): void
  fail?(error: unknown): void
}

/** `wx.getFileSystemManager()`: what transfers need of it. */
export interface PlatformFiles {
  readFile(options: FileOptions & { position?: number; length?: number }): void
  getFileInfo?(options: FileOptions & { digestAlgorithm?: 'md5' | 'sha1' }): void
  stat?(options: { path: string } & FileOutcome): void
  unlink?(options: FileOptions): void
  copyFile?(options: { srcPath: string; destPath: string } & FileOutcome): void
}

interface FileOutcome {
  success?(result: unknown): void
  fail?(error: unknown): void
}
interface FileOptions extends FileOutcome {
  filePath: string
}
