import type { TransferProgress, TransferState, TransferTask, UploadResult } from 'cos-miniprogram'
import type { ChosenFile } from './chosen-files'

/** An upload as it begins. */
export interface StartedUpload {
  task: TransferTask<UploadResult>
  /** Of the object that the file becomes. */
  key: string
  /** An earlier run of the app has begun to upload the same file. */
  again: boolean
}

/** One file on its way to COS. */
export interface Upload {
  readonly id: number
  readonly file: ChosenFile
  /** Missing until the first one could be started, for which somebody has to be logged in. */
  task?: TransferTask<UploadResult>
  key?: string
  /** An earlier run of the app has begun to upload the same file. */
  again?: boolean
  progress: TransferProgress
  /** Why the last attempt failed. */
  error?: unknown
}

/** The state to show for an upload. */
export function uploadState({ task, error }: Upload): TransferState {
  if (error !== undefined) return 'failed'
  return task?.state ?? 'waiting'
}

/** The uploads of this run of the app. Outlives the page that shows it. */
export class UploadList {
  private uploads: Upload[] = []
  private lastId = 0
  private readonly listeners = new Set<(uploads: readonly Upload[]) => void>()

  constructor(
    /** Begins one upload. Rejects where it cannot even begin. */
    private readonly start: (file: ChosenFile) => Promise<StartedUpload>,
    private readonly onDone: () => void,
  ) {}

  /** Calls the listener now and after every change; returns the function that stops it. */
  subscribe(listener: (uploads: readonly Upload[]) => void): () => void {
    this.listeners.add(listener)
    listener(this.uploads)
    return () => void this.listeners.delete(listener)
  }

  /** Whether a file of the list becomes the object with this key. */
  has(key: string): boolean {
    return this.uploads.some((upload) => upload.key === key)
  }

  add(files: readonly ChosenFile[]): void {
    const added = files.map((file) => ({ id: ++this.lastId, file, progress: nothingYet(file) }))
    this.uploads = [...added, ...this.uploads]
    this.changed()
    for (const upload of added) void this.begin(upload)
  }

  pause(id: number): void {
    this.find(id)?.task?.pause()
  }

  resume(id: number): void {
    this.find(id)?.task?.resume()
  }

  /** Stops an upload and takes it off the list. */
  remove(id: number): void {
    const upload = this.find(id)
    this.uploads = this.uploads.filter((other) => other !== upload)
    // The SDK cleans up what was begun on COS.
    if (upload && uploadState(upload) !== 'done') upload.task?.abort()
    this.changed()
  }

  /** Tries again what failed: goes on where it stopped, with the same file. */
  retry(id: number): void {
    const upload = this.find(id)
    if (!upload || uploadState(upload) !== 'failed') return
    upload.error = undefined
    if (upload.task) this.follow(upload, upload.task.retry())
    else void this.begin(upload)
    this.changed()
  }

  /** Pauses whatever has something to pause. */
  pauseAll(): void {
    for (const { task } of this.uploads) if (task && isUnderWay(task.state)) task.pause()
  }

  /** Resumes what the person has paused; other pauses end by themselves. */
  resumeAll(): void {
    for (const { task } of this.uploads) if (task?.pauseReason === 'caller') task.resume()
  }

  /** Stops whatever has not ended, and takes it off the list. */
  cancelAll(): void {
    const active = this.uploads.filter((upload) => ['waiting', 'running', 'paused'].includes(uploadState(upload)))
    for (const { id } of active) this.remove(id)
  }

  retryFailed(): void {
    for (const { id } of this.uploads) this.retry(id)
  }

  clearDone(): void {
    this.uploads = this.uploads.filter((upload) => uploadState(upload) !== 'done')
    this.changed()
  }

  private async begin(upload: Upload): Promise<void> {
    try {
      const { task, key, again } = await this.start(upload.file)
      Object.assign(upload, { key, again })
      this.follow(upload, task)
      if (!this.find(upload.id)) task.abort()
    } catch (error) {
      this.fail(upload, error)
    }
  }

  private follow(upload: Upload, task: TransferTask<UploadResult>): void {
    upload.task = task
    task.onStateChange(() => this.changed())
    task.onProgress((progress) => {
      upload.progress = progress
      this.changed()
    })
    task.then(
      () => {
        this.changed()
        this.onDone()
      },
      (error: unknown) => this.fail(upload, error),
    )
    this.changed()
  }

  private fail(upload: Upload, error: unknown): void {
    upload.error = error
    this.changed()
  }

  private find(id: number): Upload | undefined {
    return this.uploads.find((upload) => upload.id === id)
  }

  private changed(): void {
    for (const listener of this.listeners) listener(this.uploads)
  }
}

function isUnderWay(state: TransferState): boolean {
  return state === 'running' || state === 'waiting'
}

function nothingYet({ size }: ChosenFile): TransferProgress {
  return { loaded: 0, total: size, percent: 0, speed: 0 }
}
