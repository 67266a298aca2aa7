import type { CosError } from '../errors'
import { anyFailure } from '../platform/file-failure'
import { hostOf, lowerCaseHeaders, type HttpResponse } from '../platform/request'
import type { Platform } from '../platform/types'
import { LONGEST_REQUEST } from './job'
import type { Signal } from './signal'

/** What came, in a temporary file. */
export interface Fetched extends Omit<HttpResponse, 'body'> {
  path: string
  /** Bytes that the platform expected; 0 where it did not know. */
  expected: number
}

/** Told what is known of a download while it runs; an error ends it. */
export interface Watcher {
  headers(headers: Readonly<Record<string, string>>): CosError | undefined
  progress(written: number, expected: number): CosError | undefined
}

export interface FetchParams {
  url: string
  header: Record<string, string>
  signal: Signal
  watcher: Watcher
  /** Receives the path of a file that came after all, when nobody wanted it any more. */
  discard: (path: string) => void
}

/** `wx.downloadFile` as a promise, whatever the status. @throws CosError */
export function fetchFile(platform: Platform, params: FetchParams): Promise<Fetched> {
  const { url, header, signal, watcher, discard } = params
  return new Promise((resolve, reject) => {
    let over = false
    let headers: Record<string, string> = {}
    let expected = 0
    let forget: () => void = () => undefined
    const end = (settle: () => void) => {
      over = true
      forget()
      settle()
    }
    const fail = (failure: unknown) => end(() => reject(anyFailure(failure, hostOf(url), 'downloadFile')))
    const task = platform.downloadFile({
      url,
      header,
      timeout: LONGEST_REQUEST,
      success: (result) => {
        const { statusCode, path } = readResult(result)
        if (over) discard(path)
        else if (!path) fail({ errMsg: 'downloadFile:fail the platform gave no file' })
        else end(() => resolve({ statusCode, path, headers, expected }))
      },
      fail,
    })
    const refuse = (error: CosError | undefined) => {
      if (!error || over) return
      end(() => reject(error))
      task.abort()
    }
    forget = signal.onStop(() => task.abort())
    task.onHeadersReceived?.((received) => {
      headers = lowerCaseHeaders(received.header)
      refuse(watcher.headers(headers))
    })
    task.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite }) => {
      expected = totalBytesExpectedToWrite
      if (!over) refuse(watcher.progress(totalBytesWritten, expected))
    })
  })
}

function readResult(result: unknown): { statusCode: number; path: string } {
  if (typeof result !== 'object' || result === null) return { statusCode: 0, path: '' }
  const statusCode = 'statusCode' in result ? Number(result.statusCode) : 0
  const path = 'tempFilePath' in result && typeof result.tempFilePath === 'string' ? result.tempFilePath : ''
  return { statusCode, path }
}
