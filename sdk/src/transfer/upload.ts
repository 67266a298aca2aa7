import type { Core } from '../core'
import type { TransferTask, UploadParams, UploadResult } from '../types'
import { openBody } from './body'
import { contentTypeOf, TELLING_BYTES } from './content-type'
import { openFile, type Content } from './file'
import type { UploadJob } from './job'
import { checkUpload, objectHeaders } from './object-headers'
import { MIN_PART } from './plan'
import { putObject } from './put'
import { Retries } from './retry'
import { startTask, type Run, type Work } from './task'
import { trafficOf, type Traffic } from './traffic'

/** Uploads a file, or what is in memory. @throws CosError `InvalidArgument`, `Unsupported` */
export function uploadFile(core: Core, params: UploadParams): TransferTask<UploadResult> {
  checkUpload(params)
  const { Key, Bucket, Region, Domain, Protocol } = params
  core.prepare({ Key, Bucket, Region, Domain, Protocol })
  const traffic = trafficOf(core)
  return startTask({ core, traffic, work: new Upload(core, traffic, params), onProgress: params.onProgress })
}

/** One file on its way to one key: decides between one PUT and parts, and keeps what is done across pauses. */
class Upload implements Work<UploadResult> {
  private readonly retries: Retries
  private job: UploadJob | undefined

  constructor(
    private readonly core: Core,
    private readonly traffic: Traffic,
    private readonly params: UploadParams,
  ) {
    this.retries = new Retries(core, traffic.lifecycle)
  }

  async run(run: Run): Promise<UploadResult> {
    const job = (this.job ??= await this.prepare())
    const { size } = job.content
    const result = await this.send(job, run)
    run.report(size, size)
    return result
  }

  /** The file may have changed in the meantime. */
  renew(): void {
    this.retries.refill()
    this.job = undefined
  }

  discard(): void {
    this.job = undefined
  }

  private async send(job: UploadJob, run: Run): Promise<UploadResult> {
    const { size } = job.content
    return putObject(job, run, size > MIN_PART)
  }

  private async prepare(): Promise<UploadJob> {
    const { core, traffic, retries, params } = this
    const { Bucket, Region, Key, Domain, Protocol, Query, forbidOverwrite = false } = params
    const content = await this.open()
    const names = params.FilePath === undefined ? [Key] : [Key, params.FilePath]
    const type = await contentTypeOf(names, () => content.read(0, Math.min(TELLING_BYTES, content.size)))
    return {
      core,
      traffic,
      retries,
      content,
      place: { Bucket, Region, Key, Domain, Protocol },
      Query,
      Headers: objectHeaders(params, type),
      forbidOverwrite,
      maybeStored: false,
    }
  }

  private async open(): Promise<Content> {
    const { FilePath, Body } = this.params
    return FilePath === undefined ? openBody(Body) : openFile(this.traffic.platform, FilePath)
  }
}
