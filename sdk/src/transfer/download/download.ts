import type { Environment } from '../../platform/environment'
import { copyFile, deleteFile } from '../../platform/files'
import type { ClientContext } from '../../request/client-context'
import { resolveRequest, type RequestParams } from '../../request/resolve'
import { objectRequestOf, sendSigned } from '../../request/send-signed'
import { decodeUtf8 } from '../../signature/encoding'
import type { PresignedRequest } from '../../types/signing'
import type { DownloadParams, DownloadResult, TransferTask } from '../../types/transfers'
import { openFile, readText } from '../content'
import { missingExtension, typeOfBytes } from '../content-type'
import { createRetry } from '../retry'
import { runtimeOf, type TransferRuntime } from '../runtime'
import { startTask, type Run, type Transfer } from '../task'
import { observed } from '../transport'
import { requestDownload, type DownloadResponse } from './download-request'
import { verifyFile } from './verify-file'

/** Nobody reads more of an error. */
const MAX_ERROR_BYTES = 10_000

/**
 * Downloads an object into a file.
 * @param currentContext - what the client is made of, with the login of now
 * @throws CosError `InvalidArgument`, `Unsupported`
 */
export function downloadFile(
  currentContext: () => ClientContext,
  params: DownloadParams,
): TransferTask<DownloadResult> {
  return startTask(new DownloadTransfer(currentContext, params))
}

/** A file in its place. */
type StoredFile = Omit<DownloadResult, 'RequestId'>

/** What COS answered. */
interface StoredResponse extends DownloadResponse {
  readonly file: StoredFile
}

/** A refusal comes as a file, too: its text becomes the body of the answer. */
const NO_FILE: StoredFile = { FilePath: '', Size: 0, ContentType: '' }

/** Each try starts anew, since one request brings all or nothing; so nothing of a download outlives its run. */
class DownloadTransfer implements Transfer<DownloadResult> {
  readonly runtime: TransferRuntime
  readonly onProgress: DownloadParams['onProgress']
  /** A copy: what becomes of the caller's parameters afterwards does not matter. */
  private readonly request: RequestParams
  private readonly filePath: string | undefined

  constructor(
    readonly currentContext: () => ClientContext,
    params: DownloadParams,
  ) {
    const context = currentContext()
    const { downloadName, Query, Headers } = params
    this.request = { ...objectRequestOf(params, 'GET'), Query: { ...Query }, Headers: { ...Headers }, downloadName }
    resolveRequest(context, this.request)
    this.runtime = runtimeOf(context.environment)
    this.filePath = params.FilePath
    this.onProgress = params.onProgress
  }

  run(run: Run): Promise<DownloadResult> {
    const { requestQueue, appState } = this.runtime
    const { signal, priority, context } = run
    const retry = createRetry({ environment: context.environment, appState, signal })
    return retry(() => requestQueue.run(priority, signal, () => this.download(run)))
  }

  complete(): void {}
  release(): void {}
  discard(): void {}

  private async download(run: Run): Promise<DownloadResult> {
    const send = (request: PresignedRequest) => this.fetch(run, request)
    const { file, headers } = await sendSigned<StoredResponse>(run.context, this.request, send)
    run.progress.report(file.Size, file.Size)
    return { ...file, RequestId: headers['x-cos-request-id'] || '' }
  }

  /** One request: what it brings is in its place in the end, or deleted. */
  private async fetch(run: Run, request: PresignedRequest): Promise<StoredResponse> {
    const downloaded = await observed(this.runtime, requestDownload(run, request))
    const { tempFilePath: path, statusCode } = downloaded
    const { environment } = run.context
    let file = NO_FILE
    let data = ''
    try {
      if (statusCode < 300) file = await this.store(run, downloaded)
      else data = await readError(environment, path)
    } finally {
      if (file.FilePath !== path) await deleteFile(environment, path)
    }
    return { ...downloaded, file, data }
  }

  /** Verifies what came, and puts it where it is wanted. @throws CosError `Integrity`, `StorageFull`, `File`, `Aborted` */
  private async store(run: Run, downloaded: DownloadResponse): Promise<StoredFile> {
    const { signal, context } = run
    const { environment } = context
    const { tempFilePath: path, headers } = downloaded
    const content = await openFile(environment, path)
    await verifyFile({ environment, signal }, downloaded, content, this.request.Query)
    const type = await typeOfBytes(content)
    const ContentType = headers['content-type'] || type || ''
    signal.throwIfAborted()
    const FilePath = await this.place(environment, path, type || ContentType)
    if (signal.aborted) await this.takeBack(FilePath)
    signal.throwIfAborted()
    return { FilePath, Size: content.size, ContentType }
  }

  private async place(environment: Environment, path: string, type: string): Promise<string> {
    const extension = missingExtension(path, type)
    if (this.filePath === undefined) return extension ? this.runtime.tempFiles.copy(path, extension) : path
    // What the caller had there before is never replaced by less.
    await copyFile(environment, path, this.filePath)
    return this.filePath
  }

  /** It was stopped while its file was copied: nobody hears of a copy of ours. */
  private async takeBack(filePath: string): Promise<void> {
    if (filePath !== this.filePath) await this.runtime.tempFiles.delete([{ path: filePath }])
  }
}

/** What COS says in a refusal; empty where it cannot be read: the status decides. */
async function readError(environment: Environment, path: string): Promise<string> {
  try {
    return decodeUtf8(await readText(await openFile(environment, path), MAX_ERROR_BYTES))
  } catch {
    return ''
  }
}
