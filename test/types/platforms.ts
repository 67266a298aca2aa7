/** The platforms that the SDK runs on, as they are: compiled, never run. */
import { expectTypeOf } from 'expect-type'
import { COS, type Platform } from 'cos-miniprogram'

/** Called back by all of them; promises are theirs alone. */
interface Callbacks<Result> {
  success?: (result: Result) => void
  fail?: (result: { errMsg: string }) => void
  complete?: (result: unknown) => void
}

interface Response {
  data: string | object | ArrayBuffer
  statusCode: number
  header: object
  cookies: string[]
  errMsg: string
}

/** As `@dcloudio/types` declares `uni.request`, `uni.downloadFile` and `uni.getFileSystemManager`. */
interface Uni {
  request(
    options: {
      url: string
      data?: string | object | ArrayBuffer
      header?: object
      method?: 'OPTIONS' | 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'TRACE' | 'CONNECT'
      timeout?: number
      dataType?: string
      responseType?: string
    } & Callbacks<Response>,
  ): {
    abort(): void
    onHeadersReceived(callback: (result: { header: object }) => void): void
    offHeadersReceived(callback: (result: { header: object }) => void): void
  }
  downloadFile(
    options: {
      url: string
      header?: object
      filePath?: string
      timeout?: number
    } & Callbacks<{ tempFilePath: string; statusCode: number; errMsg: string }>,
  ): {
    abort(): void
    onHeadersReceived(callback: (result: { header: object }) => void): void
    onProgressUpdate(
      callback: (result: { progress: number; totalBytesWritten: number; totalBytesExpectedToWrite: number }) => void,
    ): void
  }
  getFileSystemManager(): WechatMiniprogram.FileSystemManager
  getAccountInfoSync(): { miniProgram: { appId: string; envVersion: 'develop' | 'trial' | 'release'; version: string } }
  getStorageSync(key: string): unknown
  setStorageSync(key: string, data: unknown): void
  removeStorageSync(key: string): void
  onAppHide(callback: (result: object) => void): void
  onAppShow(callback: (result: object) => void): void
  onNetworkStatusChange(callback: (result: { isConnected: boolean; networkType: string }) => void): void
}

/** As `@tarojs/taro` declares them: the tasks are promises as well. */
interface Taro extends Omit<Uni, 'request' | 'downloadFile' | 'env'> {
  request<Data = unknown>(options: {
    url: string
    data?: unknown
    header?: Record<string, unknown>
    method?: 'OPTIONS' | 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'TRACE' | 'CONNECT'
    timeout?: number
    dataType?: string
    responseType?: 'text' | 'arraybuffer'
    redirect?: 'follow' | 'error' | 'manual'
    success?: (result: { data: Data; statusCode: number; header: Record<string, string> }) => void
    fail?: (result: { errMsg: string }) => void
  }): Promise<unknown> & {
    abort(): void
    onHeadersReceived(callback: (result: { header: Record<string, unknown> }) => void): void
  }
  downloadFile(options: Parameters<Uni['downloadFile']>[0]): Promise<unknown> & ReturnType<Uni['downloadFile']>
  env: Record<string, string | undefined>
}

export function assigns(uni: Uni, taro: Taro): void {
  expectTypeOf<WechatMiniprogram.Wx>().toExtend<Platform>()
  expectTypeOf<Uni>().toExtend<Platform>()
  expectTypeOf<Taro>().toExtend<Platform>()
  for (const platform of [wx, uni, taro]) void new COS({ wx: platform, credentials: { url: 'https://example.com/c' } })
  // @ts-expect-error something that can't send
  void new COS({ wx: {}, credentials: { url: 'https://example.com/c' } })
}
