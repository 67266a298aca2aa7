import { isCosError } from '../../errors/cos-error'
import { moveFile } from '../../platform/file-writing'
import type { ClientContext } from '../../request/client-context'
import { resolveRequest } from '../../request/resolve'
import { objectRequestOf, type SendParams } from '../../request/send-signed'
import { checkNumber } from '../../request/validate'
import type { DownloadParams, DownloadResult, TransferTask } from '../../types/transfers'
import { codeOf, createRetry } from '../retry'
import { runtimeOf } from '../shared-runtime'
import { startTask } from '../task'
import { canUseRanges } from './can-use-ranges'
import { downloadInOne, type OneRequestRun } from './download-in-one'
import { downloadInRanges, type RangedFile, type RangeRun } from './download-in-ranges'
import { DownloadSession } from './download-session'
import { keepUnlessStopped } from './destination'
import { MAX_RANGE_BYTES, MIN_RANGE_BYTES } from './range-size'

/**
 * Downloads an object into a file: by one request, as long as that brings it, else in ranges.
 * @param currentContext - what the client is made of, with the login of now
 * @throws CosError `InvalidArgument`, `Unsupported`
 */
export function downloadFile(
  currentContext: () => ClientContext,
  params: DownloadParams,
): TransferTask<DownloadResult> {
  const context = currentContext()
  const { downloadName, Query, Headers, FilePath: filePath, rangeSize, rangeConcurrency, onProgress } = params
  checkNumber('rangeSize', rangeSize, MIN_RANGE_BYTES, MAX_RANGE_BYTES)
  checkNumber('rangeConcurrency', rangeConcurrency, 1, 1000)
  // Copies: what becomes of the caller's parameters afterwards does not matter.
  const copies = { Query: Object.assign({}, Query), Headers: Object.assign({}, Headers), downloadName }
  const request: SendParams = Object.assign(objectRequestOf(params, 'GET'), copies)
  // Of all that names the object and what is asked of it; not the headers, which may hold keys.
  const { Url } = resolveRequest(context, request)
  const runtime = runtimeOf(context.environment)
  const session = new DownloadSession(runtime, Url, canUseRanges(context.environment, request))
  return startTask({
    runtime,
    currentContext,
    onProgress,
    run: (run) =>
      download(
        Object.assign({ session, request, retry: createRetry(run), filePath, rangeSize, rangeConcurrency }, run),
      ),
    complete() {},
    release: () => session.release(),
    discard: () => session.discard(),
  })
}

type DownloadRun = OneRequestRun & RangeRun

/** Downloads in one run. What was stopped, and what may succeed later, is gone on with in the next. */
async function download(source: DownloadRun): Promise<DownloadResult> {
  const { signal, session } = source
  try {
    const result = await downloadAnyhow(source)
    source.progress.report(result.Size, result.Size)
    return result
  } catch (thrown) {
    signal.throwIfAborted()
    if (!isCosError(thrown) || !thrown.retryable) session.discard()
    throw thrown
  }
}

async function downloadAnyhow(source: DownloadRun): Promise<DownloadResult> {
  const { signal, session, retry } = source
  const one = await retry(() => tryOneRequest(source))
  if (one) return one
  let file: RangedFile
  try {
    file = await downloadInRanges(source)
  } catch (thrown) {
    signal.throwIfAborted()
    if (!session.leaveRanges(thrown)) throw thrown
    return retry(() => downloadInOne(source))
  }
  return placeRangedFile(source, file)
}

/** What may succeed later is thrown, so that it costs of the budget. @returns nothing where it goes on in ranges */
async function tryOneRequest(source: DownloadRun): Promise<DownloadResult | undefined> {
  const { session } = source
  if (session.usesRanges) return undefined
  try {
    return await downloadInOne(source)
  } catch (thrown) {
    session.noteFailure(thrown)
    if (codeOf(thrown) === 'TooLarge' && session.usesRanges) return undefined
    throw thrown
  }
}

/** The file has its room already: it is moved where it is wanted, or stays. @throws CosError `File`, `StorageFull`, `Aborted` */
async function placeRangedFile(source: DownloadRun, { record, version }: RangedFile): Promise<DownloadResult> {
  const { signal, runtime, session, filePath } = source
  const { path, size } = record
  signal.throwIfAborted()
  if (filePath === undefined) await runtime.tempFiles.adopt({ path, size })
  else await moveFile(source.context.environment, path, filePath)
  session.complete()
  const FilePath = filePath ?? path
  await keepUnlessStopped(source, FilePath)
  const { ContentType, headers } = version
  return { FilePath, Size: size, ContentType, RequestId: headers['x-cos-request-id'] || '' }
}
