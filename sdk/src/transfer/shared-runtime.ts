import type { Environment } from '../platform/environment'
import type { Platform } from '../types/platform'
import { AppState } from './app-state'
import { createQueue } from './queue'
import { PartialFiles } from './partial-files'
import { RecordStore } from './record-store'
import { TempFiles } from './temp-files'
import { Throughput } from './throughput'
import { UPLOADS, type UploadRecord } from './upload-record'

/** What all clients in one app share. */
export class TransferRuntime {
  readonly appState: AppState
  /** Transfers under way: more would only hold files open, and end none of them earlier. */
  readonly transferQueue = createQueue()
  /** Requests in flight; what reads content and carries it, in the order of the transfers. */
  readonly requestQueue = createQueue()
  readonly uploadThroughput = new Throughput()
  readonly downloadThroughput = new Throughput()
  readonly uploads: RecordStore<UploadRecord>
  readonly tempFiles: TempFiles
  readonly partialFiles: PartialFiles
  private lastPriority = 0
  private readonly knownLogins = new WeakSet<object>()

  /** @param isNewStart - whether this is the first in this start of the app */
  constructor(environment: Environment, isNewStart: boolean) {
    this.appState = new AppState(environment)
    this.uploads = new RecordStore(environment, UPLOADS, isNewStart)
    this.tempFiles = new TempFiles(environment, isNewStart)
    this.partialFiles = new PartialFiles(environment, isNewStart)
  }

  /** A transfer's place among all: files end in the order in which they came. */
  nextPriority(): number {
    return ++this.lastPriority
  }

  /** Whether somebody uses the runtime for the first time. @param context - of a client and its login */
  meets(context: object): boolean {
    if (this.knownLogins.has(context)) return false
    this.knownLogins.add(context)
    return true
  }
}

/**
 * An app is told by its file manager, of which the platform gives out but one: behind several wrappers of one `wx`, or
 * seen from several copies of this package, it is the same object. What the copies share lies at that object, under
 * names that all of them know. The number grows where `TransferRuntime` changes: copies of different versions then have
 * queues of their own, and still share what lies in the storage without harm.
 */
const RUNTIME = Symbol.for('cos-miniprogram/transfer-runtime/3')
/** There since the first runtime, of whatever version, in this start of the app. */
const STARTED = Symbol.for('cos-miniprogram/started')

interface AppObject {
  [RUNTIME]?: TransferRuntime
  [STARTED]?: boolean
}

/** For stand-ins of the platform that make a file manager for each call, or one that cannot be written to. */
const runtimes = new WeakMap<Platform, TransferRuntime>()

/** The runtime of the app that a client is in. @throws CosError `Unsupported` where there is no platform */
export function runtimeOf(environment: Environment): TransferRuntime {
  const platform = environment.platform()
  const known = runtimes.get(platform)
  if (known) return known
  const app: AppObject = Object(platform.getFileSystemManager && platform.getFileSystemManager())
  const runtime = app[RUNTIME] || new TransferRuntime(environment, !app[STARTED])
  share(app, RUNTIME, runtime)
  share(app, STARTED, true)
  runtimes.set(platform, runtime)
  return runtime
}

/** Out of sight: nobody who looks at the object's properties sees it. */
function share(app: AppObject, name: keyof AppObject, value: unknown): void {
  try {
    Object.defineProperty(app, name, { value, configurable: true })
  } catch {
    // Then it is shared by those who hold the same platform object.
  }
}
