import { asRecord } from '../platform/as-record'
import { describeFile } from '../platform/files'
import { contextOf } from '../presigner'
import type { CommonOptions } from '../types/client'
import type { OfficialError } from '../types/official-call'
import type { OfficialMethods, OfficialTasks } from '../types/official-client'
import type {
  SliceUploadFileResult,
  UploadEvents,
  UploadFileParams,
  UploadFilesParams,
} from '../types/official-uploads'
import { Authorizer } from './authorizer'
import { officialMethod, type Settle } from './callbacks'
import type { OfficialConstructor, OfficialCOS, SigningClient } from './official-cos'
import { PendingTasks } from './pending-tasks'
import { toOfficialError } from './official-error'
import { innermost, toCosError } from './to-cos-error'
import { uploadFiles } from './upload-files'

/** What answers at once, or is done here. */
const OWN_METHODS = ['getObjectUrl', 'getAuth', 'uploadFiles']
/** What becomes a task, which can be cancelled. */
const UPLOADS = ['putObject', 'postObject', 'sliceUploadFile', 'uploadFile']

type Params = Readonly<Record<string, unknown>>

/**
 * The app's own official SDK, typed, on the credentials of a client of ours: asked for once for many, with its clock and
 * its scopes. Every call ends: where the source of credentials fails, with that failure; where it is cancelled, with
 * `Aborted`.
 * @param Official - what `cos-wx-sdk-v5` exports
 * @param options - of the official SDK
 */
export function connectOfficial(
  Official: OfficialConstructor,
  cos: SigningClient,
  options: Readonly<Record<string, unknown>> = {},
): OfficialCOS {
  const authorizer = new Authorizer(cos)
  const { getAuthorization } = authorizer
  const own = Object.assign(addressOptions(contextOf(cos).options), options)
  const Client = Official as new (options: object) => Record<string, unknown>
  return new Connection(cos, authorizer, new Client(Object.assign({}, own, { getAuthorization })), own).facade()
}

/** Those of our options that say where requests go, as the official SDK takes them: it knows no `Protocol`. */
function addressOptions({ Domain, Protocol, UseAccelerate = false }: CommonOptions): Record<string, unknown> {
  const standardDomain = Protocol ? '{Bucket}.cos.{Region}.myqcloud.com' : ''
  const host = Domain || standardDomain
  return { Domain: Protocol && !host.includes('://') ? `${Protocol}//${host}` : host, UseAccelerate }
}

/** Between the app and the official SDK's client. */
class Connection {
  private readonly pending = new PendingTasks()

  constructor(
    private readonly cos: SigningClient,
    private readonly authorizer: Authorizer,
    private readonly client: Readonly<Record<string, unknown>>,
    private readonly options: Readonly<Record<string, unknown>>,
  ) {}

  /** The client's own object stays as it is: the official SDK calls its methods itself. */
  facade(): OfficialCOS {
    const facade: Record<string, unknown> = Object.create(this.client)
    for (const name in this.client) {
      const isMethod = !Object.keys(this.client).includes(name) && !OWN_METHODS.includes(name)
      if (isMethod && typeof this.client[name] === 'function') facade[name] = this.method(name)
    }
    return Object.assign(facade, this.ownMethods()) as unknown as OfficialCOS
  }

  private ownMethods() {
    const getObjectUrl: OfficialMethods['getObjectUrl'] = (params, callback) => {
      const { Domain, UseAccelerate } = this.options
      return this.cos.getObjectUrl(Object.assign({ Domain, UseAccelerate }, params), callback)
    }
    return {
      getObjectUrl,
      uploadFiles: officialMethod((params: UploadFilesParams, settle: Settle<unknown>) => {
        uploadFiles(this, params).then(
          (result) => settle(null, result),
          (thrown: unknown) => settle(toOfficialError(toCosError(thrown), innermost(thrown))),
        )
      }),
      cancelTask: (TaskId: string) => {
        this.steer('cancelTask', TaskId)
        this.pending.cancel(TaskId, this.isListed(TaskId))
      },
      restartTask: (TaskId: string) => {
        this.pending.restart(TaskId)
        this.steer('restartTask', TaskId)
      },
    }
  }

  upload(params: UploadFileParams): Promise<SliceUploadFileResult> {
    return new Promise((resolve, reject) => {
      this.call('uploadFile', asRecord(params), (error, data) =>
        error ? reject(error) : resolve(data as SliceUploadFileResult),
      )
    })
  }

  async sizeOf(FilePath: string): Promise<number> {
    const { environment } = contextOf(this.cos)
    return describeFile(environment, FilePath, false).then(
      ({ size }) => size,
      () => 0,
    )
  }

  private method(name: string) {
    return officialMethod((params: Params, settle: Settle<unknown>) => this.call(name, params, settle))
  }

  private call(name: string, given: Params, settle: Settle<unknown>): void {
    const sentAt = contextOf(this.cos).environment.now()
    let TaskId = ''
    let hasEnded = false
    const end = (error: OfficialError | null, data?: unknown) => {
      hasEnded = true
      if (error) this.pending.noteFailure(TaskId)
      else this.pending.remove(TaskId)
      this.authorizer.observe(String(params.Bucket), error || data, sentAt)
      settle(error, data)
    }
    const fail = (raw: unknown) => end(this.authorizer.errorOf(raw))
    const params = this.completeParams(name, given, (id) => this.pending.add((TaskId = id), fail))
    try {
      Reflect.apply(this.client[name] as () => void, this.client, [
        params,
        (raw: unknown, data: unknown) => (raw ? fail(raw) : end(null, data)),
      ])
    } catch (thrown) {
      // What the app's own callback throws is the app's.
      if (hasEnded) throw thrown
      fail(thrown)
    }
  }

  /** With the client's defaults. @param onTask - gets the id of an upload */
  private completeParams(name: string, given: Params, onTask: (TaskId: string) => void): Params {
    const { Bucket, Region } = contextOf(this.cos).options
    const params: Record<string, unknown> = Object.assign({}, given)
    if (name !== 'getService') {
      params.Bucket = given.Bucket || Bucket
      params.Region = given.Region || Region
    }
    return UPLOADS.includes(name) ? Object.assign(params, this.taskEvents(given, onTask)) : params
  }

  private taskEvents({ onTaskReady, onTaskStart }: Params, onTask: (TaskId: string) => void): UploadEvents {
    return {
      onTaskReady(TaskId) {
        onTask(TaskId)
        if (typeof onTaskReady === 'function') onTaskReady(TaskId)
      },
      onTaskStart: (task) => {
        // Not at once: the official SDK is about to read the task.
        if (this.pending.wasCancelled(task.id)) void Promise.resolve(task.id).then((id) => this.steer('cancelTask', id))
        else if (typeof onTaskStart === 'function') onTaskStart(task)
      },
    }
  }

  private isListed(TaskId: string): boolean {
    const tasks = Reflect.apply(this.client.getTaskList as OfficialTasks['getTaskList'], this.client, [])
    return tasks.some(({ id }) => id === TaskId)
  }

  private steer(name: 'cancelTask' | 'restartTask', TaskId: string): void {
    Reflect.apply(this.client[name] as () => void, this.client, [TaskId])
  }
}
