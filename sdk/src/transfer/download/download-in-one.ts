import { copyFile, deleteFile } from '../../platform/files'
import { sendSigned } from '../../request/send-signed'
import type { PresignedRequest } from '../../types/signing'
import { openFile } from '../content'
import { missingExtension, typeOfBytes } from '../content-type'
import { DownloadPace } from './download-pace'
import { requestDownload, type DownloadResponse } from './download-request'
import type { DownloadSession } from './download-session'
import type { RangeSource } from './fetch-range'
import { keepUnlessStopped, type Destination, type PlacedFile } from './destination'
import { readError } from './read-error'
import { verifyFile } from './verify-file'

/** A download by one request, in its present run. */
export interface OneRequestRun extends RangeSource, Destination {
  readonly session: DownloadSession
}

/** What COS answered. */
interface StoredResponse extends DownloadResponse {
  readonly file: PlacedFile
}

/** A refusal comes as a file, too: its text becomes the body of the answer. */
const NO_FILE: PlacedFile = { FilePath: '', Size: 0, ContentType: '', RequestId: '' }

/** One request, which brings all or nothing: what it brings is in its place in the end, or deleted. @throws CosError */
export async function downloadInOne(source: OneRequestRun): Promise<PlacedFile> {
  const { context, runtime, priority, signal, request } = source
  const send = (signed: PresignedRequest) => fetchFile(source, signed)
  const download = () => sendSigned<StoredResponse>(context, request, send)
  const { file, headers } = await runtime.requestQueue.run(priority, signal, download)
  return Object.assign({}, file, { RequestId: headers['x-cos-request-id'] || '' })
}

async function fetchFile(source: OneRequestRun, request: PresignedRequest): Promise<StoredResponse> {
  const { progress, session } = source
  const { environment } = source.context
  const pace = new DownloadPace(environment.now)
  const downloaded = await requestDownload(source, request, (loaded, total) => {
    progress.report(loaded, total)
    session.observe(pace, loaded, total)
  })
  const { tempFilePath: path, statusCode } = downloaded
  let file = NO_FILE
  let data = ''
  try {
    if (statusCode < 300) file = await store(source, downloaded)
    else data = await readError(openFile(environment, path))
  } finally {
    if (file.FilePath !== path) await deleteFile(environment, path)
  }
  return Object.assign({}, downloaded, { file, data })
}

/** Verifies what came, and puts it where it is wanted. @throws CosError `Integrity`, `StorageFull`, `File`, `Aborted` */
async function store(source: OneRequestRun, downloaded: DownloadResponse): Promise<PlacedFile> {
  const { signal, context, request } = source
  const { tempFilePath: path, headers } = downloaded
  const content = await openFile(context.environment, path)
  await verifyFile(source, downloaded, content, request.Query)
  const type = await typeOfBytes(content)
  const ContentType = headers['content-type'] || type || ''
  signal.throwIfAborted()
  const FilePath = await place(source, path, type || ContentType)
  await keepUnlessStopped(source, FilePath)
  return Object.assign({}, NO_FILE, { FilePath, Size: content.size, ContentType })
}

async function place({ context, filePath, runtime }: OneRequestRun, path: string, type: string): Promise<string> {
  const extension = missingExtension(path, type)
  if (filePath === undefined) return extension ? runtime.tempFiles.copy(path, extension) : path
  // What the caller had there before is never replaced by less.
  await copyFile(context.environment, path, filePath)
  return filePath
}
