import type { Core } from '../core'
import { CosError, isCosError } from '../errors'
import { exchange } from '../exchange'
import type { HttpResponse } from '../platform/request'
import type { DownloadParams, DownloadResult, PresignedRequest, TransferTask } from '../types'
import { missingExtension, TELLING_BYTES, typeOfBytes } from './content-type'
import { Feasibility } from './feasible'
import { fetchFile, type Fetched } from './fetch'
import { copyFile, deleteFile, openFile, type Content } from './file'
import { cleanUp } from './leftovers'
import { Retries } from './retry'
import { startTask, type Run, type Work } from './task'
import { trafficOf, type Traffic } from './traffic'
import { verifyDownload } from './verify-download'

/** More of an error nobody reads. */
const ERROR_BYTES = 10_000

/** Downloads an object into a file. @throws CosError `InvalidArgument`, `Unsupported` */
export function downloadFile(core: Core, params: DownloadParams): TransferTask<DownloadResult> {
  core.prepare(params)
  const traffic = trafficOf(core)
  cleanUp(core, traffic)
  return startTask({ core, traffic, work: new Download(core, traffic, params), onProgress: params.onProgress })
}

/** One object on its way to one file; each try starts anew, since a signed URL supports nothing else. */
class Download implements Work<DownloadResult> {
  private readonly retries: Retries

  constructor(
    private readonly core: Core,
    private readonly traffic: Traffic,
    private readonly params: DownloadParams,
  ) {
    this.retries = new Retries(core, traffic.lifecycle)
  }

  run(run: Run): Promise<DownloadResult> {
    const { retries, traffic } = this
    return retries.run(run.signal, () => traffic.carry(run.order, run.signal, () => this.attempt(run)))
  }

  renew(): void {
    this.retries.refill()
  }

  discard(): void {
    // Nothing of a download outlives its run.
  }

  private async attempt(run: Run): Promise<DownloadResult> {
    const fetched = await this.fetch(run)
    try {
      const content = await openFile(this.traffic.platform, fetched.path, false)
      await verifyDownload(this.core, { fetched, content, signal: run.signal, Query: this.params.Query })
      const first = await content.read(0, Math.min(TELLING_BYTES, content.size))
      run.signal.throwIfStopped()
      const type = fetched.headers['content-type'] ?? typeOfBytes(first) ?? ''
      const FilePath = await this.settle(fetched.path, first, type)
      run.report(content.size, content.size)
      const RequestId = fetched.headers['x-cos-request-id'] ?? ''
      return { FilePath, Size: content.size, ContentType: type, RequestId }
    } catch (thrown) {
      await deleteFile(this.traffic.platform, fetched.path)
      throw thrown
    }
  }

  /** @throws CosError, Stopped; then there is no file */
  private async fetch(run: Run): Promise<Fetched> {
    const { core, params, traffic } = this
    const file: { fetched?: Fetched } = {}
    const watch = new Feasibility(core.now, traffic.downloadPace.known, (written, expected) =>
      run.report(written, expected),
    )
    const carry = async ({ Url, Headers }: PresignedRequest): Promise<HttpResponse> => {
      run.signal.throwIfStopped()
      const discard = (path: string) => void deleteFile(traffic.platform, path)
      file.fetched = await fetchFile(traffic.platform, {
        url: Url,
        header: Headers,
        signal: run.signal,
        watcher: watch,
        discard,
      }).catch((thrown: unknown) => {
        throw isCosError(thrown) ? watch.explain(thrown) : thrown
      })
      return this.answer(file.fetched)
    }
    await exchange(core, { ...params, Method: 'GET' }, carry)
    if (!file.fetched) throw new CosError('ServiceError', 'Nothing was downloaded')
    traffic.downloadPace.observe(watch.written, watch.passed)
    return file.fetched
  }

  /** The status decides; a refusal's body is read, and its file deleted. */
  private async answer({ statusCode, headers, path }: Fetched): Promise<HttpResponse> {
    if (statusCode >= 200 && statusCode < 300) return { statusCode, headers, body: '' }
    const { platform } = this.traffic
    const body = await openFile(platform, path, false).then(readText, () => '')
    await deleteFile(platform, path)
    return { statusCode, headers, body }
  }

  /** Moves what was checked to where it belongs: what the caller had there before is never replaced by less. */
  private async settle(path: string, first: ArrayBuffer, type: string): Promise<string> {
    const { platform, scratch } = this.traffic
    const { FilePath } = this.params
    if (FilePath !== undefined) {
      await copyFile(platform, path, FilePath)
      await deleteFile(platform, path)
      return FilePath
    }
    const extension = missingExtension(path, first, type)
    const copy = extension && (await scratch.copy(path, extension))
    if (!copy) return path
    await deleteFile(platform, path)
    return copy
  }
}

/** Code and RequestId are ASCII; of the rest nothing depends on the encoding. */
async function readText(content: Content): Promise<string> {
  const bytes = await content.read(0, Math.min(ERROR_BYTES, content.size))
  return String.fromCharCode(...new Uint8Array(bytes))
}
