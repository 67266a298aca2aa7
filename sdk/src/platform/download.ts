import { toCosError } from '../errors/cos-error'
import type { PlatformDownload } from '../types/platform'
import { asRecord, type UnknownRecord } from './as-record'
import { tryToCall, type RunningCall } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_RULES } from './file-error'
import { deleteFile } from './files'
import { callNetwork, lowerCaseHeaders } from './http'
import { toPlatformError } from './platform-error'

/** `timeout` is in milliseconds. @default 60_000 */
export type DownloadRequest = Pick<PlatformDownload, 'url' | 'header' | 'timeout'>

/** What is to be heard of a download while it runs; not every platform tells it. */
export interface DownloadListeners {
  readonly onStart?: (call: RunningCall) => void
  /** Names in lower case; `receivedAt` in milliseconds on the phone's clock. */
  readonly onHeaders?: (headers: Readonly<Record<string, string>>, receivedAt: number) => void
  /** In bytes; `expected` where the platform knows how many will come. */
  readonly onProgress?: (written: number, expected: number | undefined) => void
}

/** What came, in a temporary file, whatever the status. */
export interface DownloadedFile {
  readonly statusCode: number
  readonly tempFilePath: string
  /** Names in lower case; none where the platform shows none. */
  readonly headers: Readonly<Record<string, string>>
  /** In milliseconds on the phone's clock. */
  readonly sentAt: number
  readonly receivedAt: number
  /**
   * What progress gave as the total. That is of what came over the network: where the headers are not shown, it may have
   * been packed, and says nothing of the file.
   */
  readonly expectedBytes: number | undefined
}

/**
 * `wx.downloadFile` as a promise, which settles some seconds after its timeout at the latest. A file that comes when
 * nobody waits any more is deleted. What a listener throws ends the download, and is thrown.
 * @throws CosError where there was no answer at all
 */
export function downloadToFile(
  environment: Environment,
  request: DownloadRequest,
  { onStart, onHeaders, onProgress }: DownloadListeners = {},
): Promise<DownloadedFile> {
  let headers: DownloadedFile['headers'] = {}
  let expectedBytes: number | undefined
  const events: TaskEvents = {
    onHeadersReceived({ header: received }) {
      headers = lowerCaseHeaders(received)
      if (onHeaders) onHeaders(headers, environment.now())
    },
    onProgressUpdate({ totalBytesWritten, totalBytesExpectedToWrite }) {
      const expected = Number(totalBytesExpectedToWrite)
      expectedBytes = expected > 0 ? expected : undefined
      if (onProgress) onProgress(Number(totalBytesWritten), expectedBytes)
    },
  }
  return callNetwork(environment, 'downloadFile', request, {
    rules: PLATFORM_RULES,
    onStart,
    onTask: (task, running) => subscribe(task, running, events),
    onUnusedResult({ tempFilePath }) {
      if (typeof tempFilePath === 'string') void deleteFile(environment, tempFilePath)
    },
  }).then(({ statusCode, tempFilePath, sentAt, receivedAt }) => {
    if (typeof tempFilePath === 'string') {
      return { statusCode, tempFilePath, headers, expectedBytes, sentAt, receivedAt }
    }
    throw toPlatformError('downloadFile:fail there is no file', { api: 'downloadFile' })
  })
}

/** Listeners by the name of the task's function that takes them. */
type TaskEvents = Readonly<Record<string, (event: UnknownRecord) => void>>

/** Listens to what the task has of these. What a listener throws is no failure of the platform's, which would hide it. */
function subscribe(task: unknown, running: RunningCall, events: TaskEvents): void {
  const listenTo = ([name, listener]: [string, (event: UnknownRecord) => void]) =>
    tryToCall(task, name, (event: unknown) => {
      try {
        if (running.isRunning) listener(asRecord(event))
      } catch (thrown) {
        running.abort(toCosError(thrown))
      }
    })
  Object.entries(events).forEach(listenTo)
}
