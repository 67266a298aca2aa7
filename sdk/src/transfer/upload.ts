import type { Core } from '../core'
import { isCosError } from '../errors'
import type { TransferTask, UploadParams, UploadResult } from '../types'
import { openBody } from './body'
import { contentTypeOf, TELLING_BYTES } from './content-type'
import { openFile, type Content } from './file'
import type { UploadJob } from './job'
import { cleanUp } from './leftovers'
import { checkUpload, objectHeaders } from './object-headers'
import { PartsUpload } from './parts'
import { choosePartSize, MIN_PART, partSizeFor, shouldDivide } from './plan'
import { putObject } from './put'
import { Retries } from './retry'
import { startTask, type Run, type Work } from './task'
import { trafficOf, type Traffic } from './traffic'

const PART_CONCURRENCY = 3

/** Uploads a file, or what is in memory. @throws CosError `InvalidArgument`, `Unsupported` */
export function uploadFile(core: Core, params: UploadParams): TransferTask<UploadResult> {
  checkUpload(params)
  const { Key, Bucket, Region, Domain, Protocol } = params
  core.prepare({ Key, Bucket, Region, Domain, Protocol })
  const traffic = trafficOf(core)
  cleanUp(core, traffic)
  return startTask({ core, traffic, work: new Upload(core, traffic, params), onProgress: params.onProgress })
}

/** One file on its way to one key: decides between one PUT and parts, and keeps what is done across pauses. */
class Upload implements Work<UploadResult> {
  private readonly retries: Retries
  private job: UploadJob | undefined
  private parts: PartsUpload | undefined
  private renewed = false

  constructor(
    private readonly core: Core,
    private readonly traffic: Traffic,
    private readonly params: UploadParams,
  ) {
    this.retries = new Retries(core, traffic.lifecycle)
  }

  async run(run: Run): Promise<UploadResult> {
    const job = this.job && !this.renewed ? this.job : await this.open()
    try {
      const result = await this.send(job, run)
      run.report(job.content.size, job.content.size)
      this.parts = undefined
      return result
    } catch (thrown) {
      if (isCosError(thrown)) this.fail(thrown.code)
      throw thrown
    }
  }

  renew(): void {
    this.retries.refill()
    this.renewed = true
  }

  discard(ended: Promise<void>): void {
    this.parts?.markUnwanted()
    void ended.then(() => this.leave())
  }

  private fail(code: string): void {
    // The key is taken: parts that can never become an object only cost.
    if (code === 'AlreadyExists') this.leave()
    else this.parts?.release()
  }

  /** Leaves nothing on COS, now or as soon as that can be. */
  private leave(): void {
    this.parts?.abandon()
    this.parts = undefined
    this.job = undefined
    cleanUp(this.core, this.traffic)
  }

  private async send(job: UploadJob, run: Run): Promise<UploadResult> {
    const { size } = job.content
    if (!this.parts && this.isForParts(size)) this.parts = this.divide(job)
    if (this.parts) return this.parts.run(run)
    const divisible = size > MIN_PART
    try {
      return await putObject(job, run, divisible)
    } catch (thrown) {
      if (!divisible || !isCosError(thrown) || thrown.code !== 'Timeout' || !this.retries.take()) throw thrown
      this.parts = this.divide(job)
      return this.parts.run(run)
    }
  }

  private isForParts(size: number): boolean {
    return shouldDivide(size, this.params.partThreshold, this.traffic.uploadPace.known)
  }

  private divide(job: UploadJob): PartsUpload {
    const { partSize, partConcurrency = PART_CONCURRENCY } = this.params
    const { size } = job.content
    const pace = this.traffic.uploadPace.known
    const bytes = partSize === undefined ? choosePartSize(size, pace) : partSizeFor(size, partSize)
    return new PartsUpload(job, bytes, partConcurrency)
  }

  /** Opens the file, and once more for another task: it may have changed, and then nothing of it can be used. */
  private async open(): Promise<UploadJob> {
    const before = this.job
    const job = await this.prepare()
    const isSame = before?.content.size === job.content.size && before.content.md5 === job.content.md5
    if (before && !isSame) this.leave()
    else job.maybeStored = before?.maybeStored ?? false
    this.parts?.continueWith(job)
    this.job = job
    this.renewed = false
    return job
  }

  private async prepare(): Promise<UploadJob> {
    const { core, traffic, retries, params } = this
    const { Bucket, Region, Key, Domain, Protocol, Query, forbidOverwrite = false } = params
    const content = await this.openContent()
    const names = params.FilePath === undefined ? [Key] : [Key, params.FilePath]
    const type = await contentTypeOf(names, () => content.read(0, Math.min(TELLING_BYTES, content.size)))
    const place = { Bucket, Region, Key, Domain, Protocol }
    const Headers = objectHeaders(params, type)
    return { core, traffic, retries, content, place, Query, Headers, forbidOverwrite, maybeStored: false }
  }

  private async openContent(): Promise<Content> {
    const { FilePath, Body } = this.params
    return FilePath === undefined ? openBody(Body) : openFile(this.traffic.platform, FilePath, true)
  }
}
