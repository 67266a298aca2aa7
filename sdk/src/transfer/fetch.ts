import type { CosError } from '../errors'
import { fieldsOf } from '../fields'
import { anyFailure } from '../platform/file-failure'
import { hostOf, lowerCaseHeaders, type HttpResponse } from '../platform/request'
import type { Platform } from '../platform/types'
import type { PresignedRequest } from '../types'
import { LONGEST_REQUEST } from './job'
import type { Signal } from './signal'

/** What came, in a temporary file; the body is empty. */
export interface Fetched extends HttpResponse {
  path: string
  /** Bytes that came, and that the platform expected; 0 where it did not know. */
  written: number
  expected: number
}

/** Told what is known of a download while it runs; an error ends it. */
export interface Watcher {
  /** When the answer began: before that COS may have been making it. In milliseconds since the epoch. */
  since: number
  headers(headers: Record<string, string>): CosError | undefined
  progress(written: number, expected: number): CosError | undefined
  /** What a failure is, seen with what had come until then. */
  explain(error: CosError): CosError
}

export interface FetchParams {
  request: PresignedRequest
  signal: Signal
  watcher: Watcher
  /** Receives the path of a file that came after all, when nobody wanted it any more. */
  discard: (path: string) => void
}

/** `wx.downloadFile` as a promise, whatever the status. @throws CosError */
export function fetchFile(platform: Platform, { request, signal, watcher, discard }: FetchParams): Promise<Fetched> {
  const { Url: url, Headers: header } = request
  return new Promise((resolve, reject) => {
    signal.throwIfStopped()
    let isOver = false
    let headers: Record<string, string> = {}
    let written = 0
    let expected = 0
    let stop = () => {}
    const forget = signal.onStop(() => stop())
    const refuse = (error: CosError | undefined) => {
      if (!error || isOver) return
      isOver = true
      forget()
      reject(error)
    }
    const fail = (failure: unknown) => refuse(watcher.explain(anyFailure(failure, hostOf(url), 'downloadFile')))
    const success = (result: unknown) => {
      const { statusCode, tempFilePath } = fieldsOf(result)
      const path = typeof tempFilePath === 'string' ? tempFilePath : ''
      if (isOver) return discard(path)
      if (!path) return fail({ errMsg: 'downloadFile:fail the platform gave no file' })
      isOver = true
      forget()
      resolve({ statusCode: Number(statusCode), path, headers, written, expected, body: '' })
    }
    const judge = (error: CosError | undefined) => {
      refuse(error)
      if (error) stop()
    }
    try {
      const task = platform.downloadFile({ url, header, timeout: LONGEST_REQUEST, success, fail })
      stop = () => task.abort()
      if (task.onHeadersReceived) {
        task.onHeadersReceived((received) => {
          headers = lowerCaseHeaders(received.header)
          judge(watcher.headers(headers))
        })
      }
      task.onProgressUpdate(({ totalBytesWritten, totalBytesExpectedToWrite }) => {
        written = totalBytesWritten
        expected = totalBytesExpectedToWrite
        if (!isOver) judge(watcher.progress(written, expected))
      })
    } catch (thrown) {
      fail(thrown)
    }
  })
}
