import { abortedError } from '../transfer/abort-signal'
import type { Settle } from '../official/callbacks'
import type { Environment } from '../platform/environment'
import { describeFile } from '../platform/files'
import type { UploadEvents, UploadTask as TaskView } from '../types/official-uploads'
import type { TransferProgress, TransferState, TransferTask } from '../types/transfers'
import { failureOf } from './failure'

/** An upload that a client is asked for. */
export interface Upload<Result> {
  readonly params: UploadEvents & { Bucket?: string; Region?: string; Key: string; FilePath?: string }
  /** @throws CosError `InvalidArgument` */
  readonly start: () => TransferTask<Result>
  readonly settle: Settle<Result>
}

/** What an upload takes from its client. */
export interface TaskOptions {
  readonly environment: Environment
  /** Milliseconds between two calls of `onProgress`. */
  readonly progressInterval: number
  /** Something of it has changed. */
  readonly onChange: () => void
}

/** What the engine's states are called, as far as the caller has not paused or stopped it before it was begun. */
const STATES: Readonly<Record<TransferState, TaskView['state']>> = {
  waiting: 'waiting',
  running: 'checking',
  paused: 'paused',
  done: 'success',
  failed: 'error',
  aborted: 'canceled',
}

/** One upload as the official SDK shows and steers it. */
export class UploadTask<Result> {
  readonly view: TaskView
  /** Nothing once it is done for good: it holds what was sent. */
  private upload: Upload<Result> | undefined
  private handle: TransferTask<Result> | undefined
  private hasStarted = false
  private toldAt = -Infinity

  constructor(
    id: string,
    upload: Upload<Result>,
    private readonly options: TaskOptions,
  ) {
    this.upload = upload
    const { Bucket = '', Region = '', Key, FilePath = '' } = upload.params
    const progress = { loaded: 0, size: 0, speed: 0, percent: 0, hashPercent: 0 }
    this.view = Object.assign({ id, Bucket, Region, Key, FilePath, state: 'waiting' as const, error: null }, progress)
    if (FilePath) void this.observeSize(FilePath)
  }

  /** It waits for its client to begin it. */
  get isPending(): boolean {
    return !this.handle && this.view.state === 'waiting'
  }

  /** It has been begun, and neither ended nor been paused. */
  get isUnderWay(): boolean {
    const { handle } = this
    return !!handle && /waiting|running|paused/.test(handle.state) && handle.pauseReason !== 'caller'
  }

  get hasEnded(): boolean {
    return /success|error|canceled/.test(this.view.state)
  }

  private get events(): UploadEvents {
    return this.upload ? this.upload.params : {}
  }

  begin(): void {
    try {
      if (this.upload) this.follow(this.upload.start())
    } catch (thrown) {
      this.fail(thrown)
    }
  }

  pause(): void {
    if (this.handle) this.handle.pause()
    else if (this.isPending) this.change('paused')
  }

  /** Goes on where it was paused, or once more where it has failed. */
  restart(): void {
    const { handle, view } = this
    if (handle && view.state === 'error') this.follow(handle.retry())
    else if (handle) handle.resume()
    else if (view.state === 'paused' || view.state === 'error') this.change('waiting')
  }

  cancel(): void {
    const { handle, hasEnded } = this
    if (/success|canceled/.test(this.view.state)) return
    this.change('canceled')
    if (handle) handle.abort()
    if (hasEnded) this.release()
    else if (!handle) this.settle(failureOf(abortedError()))
  }

  private follow(handle: TransferTask<Result>): void {
    this.handle = handle
    this.view.error = null
    this.observe(handle.state)
    handle.onStateChange((state) => this.observe(state))
    handle.onProgress((progress) => this.advance(progress))
    handle.then(
      (result) => this.settle(null, result),
      (thrown: unknown) => this.fail(thrown),
    )
  }

  private fail(thrown: unknown): void {
    const error = failureOf(thrown)
    if (this.view.state !== 'canceled') {
      this.view.error = error
      this.change('error')
    }
    this.settle(error)
  }

  private settle(...outcome: Parameters<Settle<Result>>): void {
    const { upload } = this
    if (this.view.state !== 'error') this.release()
    if (upload) upload.settle(...outcome)
  }

  private release(): void {
    this.upload = undefined
    this.handle = undefined
  }

  private observe(state: TransferState): void {
    this.change(state === 'running' && this.view.loaded > 0 ? 'uploading' : STATES[state])
    if (state !== 'running' || this.hasStarted) return
    this.hasStarted = true
    const { onTaskStart } = this.events
    if (onTaskStart) onTaskStart(Object.assign({}, this.view))
  }

  private advance({ loaded, total, speed, percent: exact }: TransferProgress): void {
    const { view, options } = this
    const percent = Math.floor(exact * 100) / 100
    Object.assign(view, { loaded, size: total, speed, percent })
    this.change(view.state === 'checking' ? 'uploading' : view.state)
    const now = options.environment.now()
    if (loaded < total && now - this.toldAt < options.progressInterval) return
    this.toldAt = now
    const { onProgress } = this.events
    if (onProgress) onProgress({ loaded, total, speed, percent })
  }

  private change(state: TaskView['state']): void {
    this.view.state = state
    this.options.onChange()
  }

  /** For the list alone: a file that cannot be read fails when it is its turn. */
  private async observeSize(FilePath: string): Promise<void> {
    const { size } = await describeFile(this.options.environment, FilePath, false).catch(() => ({ size: 0 }))
    if (!this.view.size) this.view.size = size
  }
}
