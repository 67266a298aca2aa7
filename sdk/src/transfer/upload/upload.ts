import { invalidArgument } from '../../errors/cos-error'
import type { ClientContext } from '../../request/client-context'
import { resolveRequest } from '../../request/resolve'
import { objectAddressOf } from '../../request/send-signed'
import { xmlText } from '../../request/xml'
import type { TransferTask, UploadParams, UploadResult } from '../../types/transfers'
import { openBody, openFile, type Content } from '../content'
import { typeOfBytes, typeOfName } from '../content-type'
import { createRetry } from '../retry'
import { runtimeOf } from '../shared-runtime'
import { startTask, type Run, type Transfer } from '../task'
import { objectHeaders, type ObjectHeaders } from './object-headers'
import { UploadSession } from './upload-session'
import { storeContent } from './store-content'
import { uploadOptionsOf, validateUpload, type UploadOptions } from './upload-params'
import type { StoredContent, UploadRun } from './upload-run'

/**
 * Uploads a file, or what is in memory.
 * @param currentContext - what the client is made of, with the login of now
 * @throws CosError `InvalidArgument`, `Unsupported`
 */
export function uploadFile(currentContext: () => ClientContext, params: UploadParams): TransferTask<UploadResult> {
  return startUpload(currentContext, params, uploadResult)
}

/** An object that has been stored. */
export interface StoredObject extends StoredContent {
  readonly key: string
  /** Plain address, unsigned. */
  readonly location: string
}

/** `uploadFile` with another result. @throws CosError `InvalidArgument`, `Unsupported` */
export function startUpload<Result>(
  currentContext: () => ClientContext,
  params: UploadParams,
  toResult: (stored: StoredObject) => Result,
): TransferTask<Result> {
  return startTask(new UploadTransfer(currentContext, params, toResult))
}

function uploadResult({ response, crc64, key, location }: StoredObject): UploadResult {
  return {
    Key: key,
    ETag: response.headers.etag || xmlText(response.data, 'ETag'),
    Location: location,
    Crc64: crc64,
    RequestId: response.headers['x-cos-request-id'] || '',
  }
}

class UploadTransfer<Result> implements Transfer<Result> {
  readonly runtime
  readonly onProgress
  private readonly session: UploadSession
  private readonly options: UploadOptions
  /** The plain address of the object. */
  private readonly location: string
  private readonly filePath: string | undefined
  private body: string | ArrayBuffer | undefined

  constructor(
    readonly currentContext: () => ClientContext,
    params: UploadParams,
    private readonly toResult: (stored: StoredObject) => Result,
  ) {
    const context = currentContext()
    validateUpload(params)
    const { Bucket, Region } = resolveRequest(context, params).credentialsRequest
    const address = Object.assign({}, objectAddressOf(params), { Bucket, Region })
    this.runtime = runtimeOf(context.environment)
    this.session = new UploadSession(this.runtime, address)
    this.options = uploadOptionsOf(params)
    this.location = resolveRequest(context, address).Url
    this.filePath = params.FilePath
    this.body = params.Body
    this.onProgress = params.onProgress
  }

  async run(run: Run): Promise<Result> {
    const upload = await this.open(run)
    const stored = await upload.retry(() => storeContent(upload))
    return this.toResult(Object.assign({}, stored, { key: this.session.address.Key, location: this.location }))
  }

  complete(context: ClientContext): void {
    this.session.complete(context)
    // A page may keep the task: it must not keep what was sent.
    this.body = undefined
  }

  release(context: ClientContext): void {
    this.session.release(context)
  }

  discard(context: ClientContext): void {
    this.session.discard(context)
  }

  /** Looks at the file, which may have changed since an earlier run. @throws CosError `File` */
  private async open(run: Run): Promise<UploadRun> {
    const { context, signal, progress } = run
    const { session, options, runtime } = this
    const content = await signal.race(this.openContent(context))
    const headers = objectHeaders(options, await signal.race(this.contentType(content)))
    session.identify({ fingerprint: this.fingerprint(content, headers), size: content.size }, context)
    progress.report(0, content.size)
    const retry = createRetry({ environment: context.environment, appState: runtime.appState, signal })
    return Object.assign({}, run, { session, options, content, headers, retry })
  }

  private openContent({ environment }: ClientContext): Promise<Content> {
    if (this.filePath !== undefined) return openFile(environment, this.filePath, true)
    if (this.body !== undefined) return Promise.resolve(openBody(this.body))
    throw invalidArgument('The Body of an upload that is done is not kept: call uploadFile with it again.')
  }

  private contentType(content: Content): Promise<string | undefined> {
    const named = typeOfName(this.session.address.Key) || typeOfName(this.filePath || '')
    return named ? Promise.resolve(named) : typeOfBytes(content)
  }

  /** The same file, to be stored in the same way. */
  private fingerprint({ size, md5 }: Content, headers: ObjectHeaders): string {
    return md5 ? JSON.stringify([this.location, size, md5, headers]) : ''
  }
}
