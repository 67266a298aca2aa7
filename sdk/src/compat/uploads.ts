/** The uploads of the official SDK, on the engine's. */
import type { HttpResponse } from '../platform/http'
import type { ClientContext } from '../request/client-context'
import { resolveRequest } from '../request/resolve'
import { xmlText } from '../request/xml'
import { startTask } from '../transfer/task'
import { startUpload, type StoredObject } from '../transfer/upload/upload'
import type { ObjectParams } from '../types/signing'
import type { TransferTask, UploadParams } from '../types/transfers'
import type {
  PostObjectParams,
  PutObjectParams,
  PutObjectResult,
  SliceUploadFileParams,
  SliceUploadFileResult,
  UploadFileParams,
} from '../types/official-uploads'
import { resultOf } from './result'
import { headersOf } from './header-params'
import { partSizeOf, type UploadSettings } from './options'
import { PostTransfer } from './post-form'
import { xmlToObject, type XmlObject } from './xml-object'

const SLICE_SIZE = 1024 * 1024

/** What an upload is started with. */
export interface UploadContext {
  readonly currentContext: () => ClientContext
  readonly settings: UploadSettings
}

/** One PUT, whatever the size. */
export function putObject({ currentContext }: UploadContext, params: PutObjectParams): TransferTask<PutObjectResult> {
  const { Body, FilePath } = params
  const content = Body === undefined ? { FilePath } : { Body }
  return startUpload(
    currentContext,
    engineParams(params, Object.assign({}, content, { partThreshold: Infinity })),
    putResult,
  )
}

/** A form, by `wx.uploadFile`. */
export function postObject({ currentContext }: UploadContext, params: PostObjectParams): TransferTask<PutObjectResult> {
  const { Bucket, Region, Key } = params
  const { Url } = resolveRequest(currentContext(), { Bucket, Region, Key } as ObjectParams)
  const toResult = (response: HttpResponse) =>
    resultOf(response, { Location: withoutScheme(Url), ETag: response.headers.etag || '' })
  return startTask(new PostTransfer(currentContext, params, toResult))
}

/** Parts, whatever the size. */
export function sliceUploadFile(
  context: UploadContext,
  params: SliceUploadFileParams,
): TransferTask<SliceUploadFileResult> {
  const { ChunkSize, SliceSize } = params
  return uploadFile(
    context,
    Object.assign({}, params, { ChunkSize: ChunkSize || SliceSize, SliceSize: 0 }) as UploadFileParams,
  )
}

/** One PUT, or parts where the file is large. */
export function uploadFile(
  { currentContext, settings }: UploadContext,
  params: UploadFileParams,
): TransferTask<SliceUploadFileResult> {
  const { FilePath, ChunkSize = settings.ChunkSize, AsyncLimit = settings.ChunkParallelLimit } = params
  const { SliceSize = settings.SliceSize === undefined ? SLICE_SIZE : settings.SliceSize } = params
  const own = { FilePath, SliceSize, partSize: partSizeOf(ChunkSize), partConcurrency: AsyncLimit }
  return startUpload(currentContext, engineParams(params, own), (stored) => sliceResult(stored, params))
}

/** The parameters in the engine's words. @param own - of the call */
function engineParams(params: PutObjectParams, own: object): UploadParams {
  const { Bucket, Region, Key, Query } = params
  const Headers = headersOf(params)
  const forbidOverwrite = Headers['x-cos-forbid-overwrite'] === 'true'
  delete Headers['x-cos-forbid-overwrite']
  return Object.assign({ Bucket, Region, Key, Query, Headers, forbidOverwrite }, own) as UploadParams
}

/** With what processing of pictures has answered, where that was asked for. */
function putResult(stored: StoredObject): PutObjectResult {
  const { response } = stored
  return resultOf(response, Object.assign({}, xmlToObject(response.data), addressOf(stored)))
}

/** A file that went in one request has the result of one. */
function sliceResult(stored: StoredObject, { Bucket, Key }: UploadFileParams): SliceUploadFileResult {
  const { response, uploadId: UploadId } = stored
  if (!UploadId) return putResult(stored)
  const { CompleteMultipartUploadResult } = xmlToObject(response.data)
  const completed = Object.assign({ Bucket, Key }, CompleteMultipartUploadResult as XmlObject)
  return resultOf(response, Object.assign({}, completed, { UploadId }, addressOf(stored)) as SliceUploadFileResult)
}

function addressOf({ response, location }: StoredObject) {
  return { Location: withoutScheme(location), ETag: response.headers.etag || xmlText(response.data, 'ETag') }
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
