import { prepare } from '../prepare'
import type { Core } from '../core'
import { exchange } from '../exchange'
import type { Platform } from '../platform/types'
import type { DownloadParams, DownloadResult, Method, TransferTask } from '../types'
import { missingExtension, TELLING_BYTES, textOfBytes, typeOfBytes } from './content-type'
import { watchFeasibility } from './feasible'
import { fetchFile, type Fetched } from './fetch'
import { copyFile, deleteFile, openFile } from './file'
import { cleanUp } from './leftovers'
import { createRetries } from './retry'
import { observePace } from './speed'
import { startTask, type Run, type Work } from './task'
import { trafficOf, type Traffic } from './traffic'
import { verifyDownload } from './verify-download'

/** More of an error nobody reads. */
const ERROR_BYTES = 10_000

/** Downloads an object into a file. @throws CosError `InvalidArgument`, `Unsupported` */
export function downloadFile(core: Core, params: DownloadParams): TransferTask<DownloadResult> {
  prepare(core, params)
  const traffic = trafficOf(core)
  cleanUp(core, traffic)
  const retries = createRetries(core, traffic.lifecycle)
  // Each try starts anew, since a signed URL supports nothing else; so nothing of a download outlives its run.
  const work: Work<DownloadResult> = {
    run: (run) =>
      retries.run(run.signal, () => traffic.carry(run.order, run.signal, () => attempt(core, traffic, params, run))),
    renew: retries.refill,
    discard() {},
  }
  return startTask({ core, traffic, work, onProgress: params.onProgress })
}

async function attempt(core: Core, traffic: Traffic, params: DownloadParams, run: Run): Promise<DownloadResult> {
  const { platform } = traffic
  const { signal } = run
  const fetched = await fetchObject(core, traffic, params, run)
  const { path, headers } = fetched
  try {
    const content = await openFile(platform, path, false)
    const Size = content.size
    await verifyDownload(core, { fetched, content, signal, Query: params.Query })
    const first = await content.read(0, Math.min(TELLING_BYTES, Size))
    signal.throwIfStopped()
    const ContentType = headers['content-type'] || typeOfBytes(first) || ''
    const FilePath = await settle(traffic, path, params.FilePath, missingExtension(path, first, ContentType))
    run.report(Size, Size)
    return { FilePath, Size, ContentType, RequestId: headers['x-cos-request-id'] || '' }
  } catch (thrown) {
    await deleteFile(platform, path)
    throw thrown
  }
}

/** @throws CosError; then there is no file */
function fetchObject(core: Core, traffic: Traffic, params: DownloadParams, { signal, report }: Run): Promise<Fetched> {
  const { platform, downloadPace } = traffic
  const Method: Method = 'GET'
  return exchange(core, Object.assign({}, params, { Method }), async (request) => {
    const watcher = watchFeasibility(core, downloadPace, report)
    const discard = (path: string) => void deleteFile(platform, path)
    const fetched = await fetchFile(platform, { request, signal, watcher, discard })
    observePace(downloadPace, fetched.written, core.now() - watcher.since)
    if (fetched.statusCode < 200 || fetched.statusCode >= 300) fetched.body = await takeText(platform, fetched.path)
    return fetched
  })
}

/** Reads a refusal: the status decides, and its body is no file for anybody. */
async function takeText(platform: Platform, path: string): Promise<string> {
  // Code and RequestId are ASCII; of the rest nothing depends on the encoding.
  const text = await openFile(platform, path, false)
    .then((content) => content.read(0, Math.min(ERROR_BYTES, content.size)))
    .then(textOfBytes, () => '')
  await deleteFile(platform, path)
  return text
}

/** Moves what was checked to where it belongs: what the caller had there before is never replaced by less. */
async function settle(
  { platform, scratch }: Traffic,
  path: string,
  wanted: string | undefined,
  extension: string | undefined,
): Promise<string> {
  let settled = wanted
  if (wanted !== undefined) await copyFile(platform, path, wanted)
  else if (extension) settled = await scratch(path, extension)
  if (!settled) return path
  await deleteFile(platform, path)
  return settled
}
