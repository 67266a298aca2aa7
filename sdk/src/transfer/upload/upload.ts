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
import { startTask, type Run } from '../task'
import type { ObjectHeaders } from './object-headers'
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
  const context = currentContext()
  validateUpload(params)
  const { Bucket, Region } = resolveRequest(context, params).credentialsRequest
  const address = Object.assign(objectAddressOf(params), { Bucket, Region })
  const location = resolveRequest(context, address).Url
  const runtime = runtimeOf(context.environment)
  const session = new UploadSession(runtime, address)
  const source: UploadSource = {
    session,
    location,
    options: uploadOptionsOf(params),
    FilePath: params.FilePath,
    Body: params.Body,
  }
  return startTask({
    runtime,
    currentContext,
    onProgress: params.onProgress,
    async run(run) {
      const upload = await openUpload(source, run)
      const stored = await upload.retry(() => storeContent(upload))
      return toResult(Object.assign({}, stored, { key: address.Key, location }))
    },
    complete(last) {
      session.complete(last)
      // A page may keep the task: it must not keep what was sent.
      source.Body = undefined
    },
    release: (last) => session.release(last),
    discard: (last) => session.discard(last),
  })
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

/** What an upload is made of, whichever run works on it. */
interface UploadSource {
  readonly session: UploadSession
  readonly options: UploadOptions
  /** The plain address of the object. */
  readonly location: string
  readonly FilePath: string | undefined
  Body: string | ArrayBuffer | undefined
}

/** Looks at the file, which may have changed since an earlier run. @throws CosError `File` */
async function openUpload(source: UploadSource, run: Run): Promise<UploadRun> {
  const { context, signal, progress } = run
  const { session, options } = source
  const content = await signal.race(openContent(source, context))
  // Always said, since the platform would say `application/json`.
  const detected = (await signal.race(contentType(source, content))) || 'application/octet-stream'
  const headers = Object.assign({ 'content-type': detected }, options.headers)
  session.identify({ fingerprint: fingerprintOf(source, content, headers), size: content.size }, context)
  progress.report(0, content.size)
  const retry = createRetry(run)
  return Object.assign({}, run, { session, options, content, headers, retry })
}

function openContent({ FilePath, Body }: UploadSource, { environment }: ClientContext): Promise<Content> {
  if (FilePath !== undefined) return openFile(environment, FilePath, true)
  if (Body !== undefined) return Promise.resolve(openBody(Body))
  throw invalidArgument('The Body of an upload that is done is not kept: call uploadFile with it again.')
}

function contentType({ session, FilePath = '' }: UploadSource, content: Content): Promise<string | undefined> {
  const named = typeOfName(session.address.Key) || typeOfName(FilePath)
  return named ? Promise.resolve(named) : typeOfBytes(content)
}

/** The same file, to be stored in the same way. */
function fingerprintOf({ location }: UploadSource, { size, md5 }: Content, headers: ObjectHeaders): string {
  return md5 ? JSON.stringify([location, size, md5, headers]) : ''
}
