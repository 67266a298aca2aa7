import type { ClientContext } from '../../request/client-context'
import { sendSigned, objectRequestOf } from '../../request/send-signed'
import { resolveRequest } from '../../request/resolve'
import type { DownloadParams, DownloadResult, TransferTask } from '../../types/transfers'
import type { ObjectParams } from '../../types/signing'
import { checksumOf, compare, verify } from '../checksum'
import { missingExtension, typeOfBytes } from '../content-type'
import { fetchFile, type Fetched } from './download-request'
import { copyFile, deleteFile, openFile, readText, type Content } from '../../platform/files'
import { createRetry } from '../retry'
import type { Signal } from '../abort-signal'
import { startTask, type Run } from '../task'
import { trafficOf, type Traffic } from '../runtime'

/** More of an error nobody reads. */
const ERROR_BYTES = 10_000

/** Downloads an object into a file. @throws CosError `InvalidArgument`, `Unsupported` */
export function downloadFile(context: ClientContext, given: DownloadParams): TransferTask<DownloadResult> {
  resolveRequest(context, given)
  const params = Object.assign({}, given)
  const traffic = trafficOf(context)
  // Each try starts anew, since a signed URL supports nothing else; so nothing of a download outlives its run.
  return startTask({
    context,
    traffic,
    params,
    run(run) {
      const retry = createRetry(context, traffic.lifecycle, run.signal)
      return retry(() => traffic.carry(run.order, run.signal, () => attempt(context, traffic, params, run)))
    },
    discard() {},
  })
}

async function attempt(
  context: ClientContext,
  traffic: Traffic,
  params: DownloadParams,
  run: Run,
): Promise<DownloadResult> {
  let FilePath = ''
  let Size = 0
  let ContentType = ''
  const { downloadName } = params
  const wanted = Object.assign({ downloadName }, objectRequestOf(params, 'GET'))
  const { headers } = await sendSigned(context, wanted, async (request) => {
    const fetched = await fetchFile(context, request, run)
    const { path } = fetched
    try {
      const content = await openFile(context.environment, path)
      if (fetched.statusCode < 300) {
        await verifyFile(context, run.signal, fetched, content, params.Query)
        const type = await typeOfBytes(content)
        run.signal.throwIfStopped()
        Size = content.size
        ContentType = fetched.headers['content-type'] || type || ''
        const extension = missingExtension(path, type || ContentType)
        // What the caller had there before is never replaced by less.
        if (params.FilePath) await copyFile(context.environment, path, params.FilePath)
        FilePath = params.FilePath || (extension ? await traffic.scratch(path, extension) : path)
      } else fetched.data = await readText(content, ERROR_BYTES)
    } catch (thrown) {
      // The status decides, whatever came with it.
      if (fetched.statusCode < 300) throw thrown
    } finally {
      if (FilePath !== path) await deleteFile(context.environment, path)
    }
    return fetched
  })
  run.report(Size, Size)
  return { FilePath, Size, ContentType, RequestId: headers['x-cos-request-id'] || '' }
}

/** Compares a file with what COS said of it, as far as the platform shows that. @throws CosError `Integrity` */
async function verifyFile(
  context: ClientContext,
  signal: Signal,
  fetched: Fetched,
  content: Content,
  Query: ObjectParams['Query'],
): Promise<void> {
  const { headers, statusCode } = fetched
  // The platform unpacks what was packed for the way only: then neither figure is of the file.
  if (headers['content-encoding']) return
  compare(headers, 'content-length', String(content.size))
  // What is made of an object on its way has another checksum than the object, and so has a piece of it.
  const isProcessed = Object.keys(Query || {}).some((name) => !/^(response-|versionid$)/i.test(name))
  if (isProcessed || statusCode === 206 || headers['x-cos-hash-crc64ecma'] === undefined) return
  verify(fetched, await checksumOf(context, signal, content))
}
