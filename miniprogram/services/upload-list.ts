import type { TransferProgress, TransferState, TransferTask, UploadResult } from 'cos-miniprogram'
import type { ChosenFile } from './chosen-files'

/** An upload as it begins. */
export interface BegunUpload {
  task: TransferTask<UploadResult>
  /** An earlier run of the app has begun to upload the same file. */
  again: boolean
  /** To be called once it is done, or nobody wants it any more. */
  forget: () => void
}

/** One file on its way to COS. */
export interface Upload {
  readonly id: number
  readonly file: ChosenFile
  /** Missing until the first one could be started, for which somebody has to be logged in. */
  task?: TransferTask<UploadResult>
  /** An earlier run of the app has begun to upload the same file. */
  again?: boolean
  forget?: () => void
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
    private readonly start: (file: ChosenFile) => Promise<BegunUpload>,
    private readonly onDone: () => void,
  ) {}

  /** Calls the listener now and after every change; returns the function that stops it. */
  subscribe(listener: (uploads: readonly Upload[]) => void): () => void {
    this.listeners.add(listener)
    listener(this.uploads)
    return () => void this.listeners.delete(listener)
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
    if (upload && uploadState(upload) !== 'done') drop(upload)
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

  retryFailed(): void {
    for (const { id } of this.uploads) this.retry(id)
  }

  clearDone(): void {
    this.uploads = this.uploads.filter((upload) => uploadState(upload) !== 'done')
    this.changed()
  }

  private async begin(upload: Upload): Promise<void> {
    try {
      const { task, again, forget } = await this.start(upload.file)
      Object.assign(upload, { again, forget })
      this.follow(upload, task)
      if (!this.find(upload.id)) drop(upload)
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
        upload.forget?.()
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

/** Nobody wants it any more. The SDK cleans up what was begun on COS. */
function drop({ task, forget }: Upload): void {
  task?.abort()
  forget?.()
}

function nothingYet({ size }: ChosenFile): TransferProgress {
  return { loaded: 0, total: size, percent: 0, speed: 0 }
}
