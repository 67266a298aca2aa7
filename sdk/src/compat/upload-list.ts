import type { Environment } from '../platform/environment'
import { Emitter } from '../transfer/emitter'
import type { OfficialTasks, TaskListUpdate } from '../types/official-client'
import type { UploadTask as TaskView } from '../types/official-uploads'
import type { UploadSettings } from './options'
import { UploadTask, type Upload } from './upload-task'

type Listener = (update: TaskListUpdate) => void

const PROGRESS_INTERVAL_MS = 1000
const MAX_TASKS = 10_000
/** The official SDK has two names for it. */
const UPDATE = /^(task-)?list-update$/

/** All uploads of a client, in the order in which they came. */
export class UploadList {
  private readonly tasks = new Map<string, UploadTask<unknown>>()
  private readonly updates = new Emitter<TaskListUpdate>()
  private readonly stops = new Map<Listener, () => void>()
  private isUpdateDue = false

  constructor(
    private readonly environment: Environment,
    private readonly settings: UploadSettings,
  ) {}

  add<Result>(upload: Upload<Result>): void {
    const { ProgressInterval: progressInterval = PROGRESS_INTERVAL_MS } = this.settings
    const { environment } = this
    const id = this.newId()
    const task = new UploadTask(id, upload, { environment, progressInterval, onChange: () => this.update() })
    this.tasks.set(id, task as UploadTask<unknown>)
    if (upload.params.onTaskReady) upload.params.onTaskReady(id)
    this.update()
  }

  /** What the client has of it. */
  facade(): OfficialTasks {
    return {
      getTaskList: () => this.views(),
      cancelTask: (TaskId) => this.steer(TaskId, (task) => task.cancel()),
      pauseTask: (TaskId) => this.steer(TaskId, (task) => task.pause()),
      restartTask: (TaskId) => this.steer(TaskId, (task) => task.restart()),
      isUploadRunning: () => Array.from(this.tasks.values()).some((task) => task.isPending || task.isUnderWay),
      on: (event, listener) => {
        if (UPDATE.test(event)) this.stops.set(listener, this.updates.on(listener))
      },
      off: (_event, listener) => {
        const stop = this.stops.get(listener)
        if (stop) stop()
      },
    }
  }

  private views(): TaskView[] {
    return Array.from(this.tasks.values(), ({ view }) => Object.assign({}, view))
  }

  private steer(TaskId: string, action: (task: UploadTask<unknown>) => void): void {
    const task = this.tasks.get(TaskId)
    if (task) action(task)
  }

  /** Begins what is next, and tells of the list, once for all that has changed meanwhile. */
  private update(): void {
    if (this.isUpdateDue) return
    this.isUpdateDue = true
    void Promise.resolve().then(() => {
      this.isUpdateDue = false
      this.beginNext()
      this.forget()
      this.updates.emit({ list: this.views() })
    })
  }

  private beginNext(): void {
    const tasks = Array.from(this.tasks.values())
    const { FileParallelLimit: limit = Infinity } = this.settings
    let free = Math.max(1, limit) - tasks.filter(({ isUnderWay }) => isUnderWay).length
    for (const task of tasks) {
      if (task.isPending && free-- > 0) task.begin()
    }
  }

  /** The oldest that have ended go where there are too many. */
  private forget(): void {
    const { UploadQueueSize = MAX_TASKS } = this.settings
    for (const [id, task] of Array.from(this.tasks)) {
      if (this.tasks.size > UploadQueueSize && task.hasEnded) this.tasks.delete(id)
    }
  }

  private newId(): string {
    const digits = () => this.environment.random().toString(16).slice(2, 10)
    return `${this.tasks.size}-${digits()}-${this.environment.now().toString(16)}`
  }
}
