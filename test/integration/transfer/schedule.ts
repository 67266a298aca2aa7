import { type CosError, type DownloadResult, isCosError, type TransferTask, type UploadResult } from 'cos-miniprogram'
import {
  type FileContent,
  generatedFile,
  type NetworkEvents,
  randomFaults,
  type RequestRecord,
  type Returned,
  seededRandom,
  type TaskFunctions,
  together,
} from '../../wx'
import { createWorld, folderOf, type World } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/ann/video.mp4'
const MiB = 1024 * 1024
export const partSize = MiB

/** What interrupts a transfer besides faults; `login`: somebody else logs in; `replace`: the object becomes another. */
type Interruption = 'none' | 'pause' | 'abort' | 'restart' | 'retry' | 'login' | 'replace'

/** A transfer, and all that is to happen to it. */
export interface Schedule {
  seed: number
  direction: 'up' | 'down'
  size: number
  interruption: Interruption
  /** Milliseconds after which it happens. */
  after: number
  forbidOverwrite: boolean
  /** Share of the requests that a fault hits; as the seed will have it where it is not said. */
  rate?: number
  /** How the platform tells of the network. */
  networkEvents: NetworkEvents
  /** What the platform's functions return, and what their tasks can do. */
  returns: Returned
  tasks: TaskFunctions
  /** Whether the credentials may list uploads, so that nothing at all has to stay. */
  mayList: boolean
  /** Whether keys are asked for, beside the transfer's, that the backend refuses. */
  withRefused: boolean
  /** Milliseconds that the backend takes. */
  credentialsTake: number
  /** Of the phone's connection; without limit where it is not said. */
  bytesPerSecond?: number
}

/** Drawn from the seed alone, so that a schedule that fails can be played again. */
export function drawSchedule(seed: number): Schedule {
  const random = seededRandom(seed ^ 0x5eed)
  const pick = <Value>(values: readonly [Value, ...Value[]]) =>
    values[Math.floor(random() * values.length)] ?? values[0]
  return {
    seed,
    direction: random() < 0.8 ? 'up' : 'down',
    size: Math.floor(pick([0, 1, 1000, 200_000, 1.2 * MiB, 2.4 * MiB, 3.1 * MiB])),
    interruption: pick<Interruption>(['none', 'none', 'pause', 'abort', 'restart', 'retry', 'login']),
    after: Math.floor(random() * pick([1000, 5000, 60_000])),
    forbidOverwrite: random() < 0.2,
    rate: pick([undefined, undefined, 0.9]),
    networkEvents: pick<NetworkEvents>(['prompt', 'late', 'lost']),
    returns: pick<Returned>(['task', 'task', 'taskAndPromise', 'promise', 'promiseOfTask']),
    tasks: pick<TaskFunctions>(['all', 'all', 'abort', 'none']),
    mayList: random() < 0.5,
    withRefused: random() < 0.3,
    credentialsTake: pick([0, 0, 700]),
  }
}

/** The same for a download, on a line that may be too slow for one request. */
export function drawDownload(seed: number): Schedule {
  const random = seededRandom(seed ^ 0xd0)
  const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)] as Value
  const schedule = drawSchedule(seed)
  return {
    ...schedule,
    direction: 'down',
    size: Math.floor(pick([1000, 0.6 * MiB, 1.2 * MiB, 1.2 * MiB, 1.6 * MiB])),
    interruption: random() < 0.15 ? 'replace' : schedule.interruption,
    // Most things happen while it is under way in ranges.
    after: schedule.after + pick([0, 10_000, 20_000, 40_000]),
    bytesPerSecond: pick([undefined, 15_000, 15_000, 30_000]),
    // Where progress is told, one request is given up early.
    tasks: random() < 0.5 ? 'all' : schedule.tasks,
    returns: random() < 0.5 ? 'task' : schedule.returns,
  }
}

/** How a schedule has ended. */
export interface Ending {
  world: World
  /** What the object is, and what it was replaced by. */
  versions: readonly FileContent[]
  failure: CosError | undefined
  /** What the download has left in its file. */
  received: Buffer | undefined
  /** What lay on COS as soon as the task had ended. */
  stored: Buffer | undefined
  /** Uploads that are still to be paid for when nothing goes on any more. */
  left: { heardOf: string[]; unheardOf: string[] }
  /** Files of a download that has failed, for whoever goes on with it; and those that are there when nobody does. */
  keptFiles: string[]
  leftFiles: string[]
  /** Requests that left after the abort. */
  afterAbort: readonly RequestRecord[]
  /** What has gone wrong on the way. */
  history: readonly string[]
}

const files = new Map<number, FileContent>()

/** The same bytes for each size: making them takes longer than sending them. */
function fileOf(size: number): FileContent {
  const file = files.get(size) ?? generatedFile(size)
  files.set(size, file)
  return file
}

/** Plays it to its end. Throws where the task hangs. */
export async function play(schedule: Schedule): Promise<Ending> {
  const { direction, size } = schedule
  const file = fileOf(size)
  const versions: [FileContent, ...FileContent[]] =
    schedule.interruption === 'replace' ? [file, fileOf(1.5 * MiB)] : [file]
  const stage = setStage(schedule, versions)
  const { world, history } = stage
  const heard = listenForUploads(world)
  if (direction === 'down') await world.server.put(Key, file.bytes(0, size))
  const { task, started, others, abortedAt } = await interrupt(stage, schedule)
  const { clock, server } = started
  const failure = await clock.run(failureOf(task))
  const received = direction === 'down' && !failure ? await receivedBy(started, task) : undefined
  const stored = await server.object(Key)
  await clock.run(Promise.all(others))
  await clock.runUntilIdle()
  const uploads = await server.uploads()
  const left = { heardOf: uploads.filter((id) => heard.has(id)), unheardOf: uploads.filter((id) => !heard.has(id)) }
  const afterAbort = abortedAt === undefined ? [] : started.wx.phone.requests.slice(abortedAt)
  const { keptFiles, leftFiles } = await filesLeft(started, failure && task)
  return { world: started, versions, failure, received, stored, left, keptFiles, leftFiles, afterAbort, history }
}

/** What a task that has failed has left on the phone, and what is left when it is aborted then. */
async function filesLeft({ wx, clock }: World, failed: Task | undefined) {
  const paths = () => wx.phone.files.list().map(({ path }) => path)
  const keptFiles = paths().filter((path) => path !== FilePath)
  if (failed) failed.abort()
  await clock.runUntilIdle()
  return { keptFiles, leftFiles: paths().filter((path) => path !== FilePath) }
}

/** A world in which all of it can happen, and who is logged in there. */
interface Stage {
  world: World
  logIn: (person: string) => void
  /** Another phone stores the last version. */
  replace: () => Promise<void>
  history: readonly string[]
}

function setStage(schedule: Schedule, versions: readonly [FileContent, ...FileContent[]]): Stage {
  const { seed, direction, rate, returns, tasks, networkEvents, credentialsTake, mayList, bytesPerSecond } = schedule
  const [file] = versions
  const random = randomFaults(seed, { rate, losableFile: FilePath, forgetful: true })
  let person = 'ann'
  const world = createWorld({
    files: direction === 'up' ? { [FilePath]: file } : {},
    faults: together(random, { next: () => [{ kind: 'latency', milliseconds: 300 }] }),
    skew: random.clockSkew,
    seed,
    returns,
    tasks,
    networkEvents,
    credentialsTake,
    bytesPerSecond,
    // Counting takes time, and schedules are alike in what they hold.
    measureMemory: seed % (direction === 'up' ? 10 : 41) === 0,
    exactMemoryAbove: 3 * partSize,
    person: () => person,
    grant: (request, asking) => {
      const granted = folderOf(request, asking)
      return granted && mayList ? { ...granted, Actions: [...granted.Actions, LIST] } : granted
    },
  })
  const logIn = (next: string) => {
    person = next
  }
  const replace = () => {
    const last = versions.at(-1) ?? file
    return world.server.put(Key, last.bytes(0, last.size))
  }
  return { world, logIn, replace, history: random.history }
}

const LIST = 'name/cos:ListMultipartUploads'

type Task = TransferTask<UploadResult> | TransferTask<DownloadResult>

function start({ cos }: World, { direction, forbidOverwrite }: Schedule): Task {
  if (direction === 'down') return cos.downloadFile({ Key })
  return cos.uploadFile({ Key, FilePath, partThreshold: MiB, partSize, forbidOverwrite })
}

/** What was started; in an object, since a task is a promise itself. */
interface Started {
  task: Task
  started: World
  /** What goes on beside the task. */
  others: Promise<unknown>[]
  /** How many requests had left when it was aborted. */
  abortedAt?: number
}

/** Starts the task and does with it what the person does. */
async function interrupt({ world, logIn, replace }: Stage, schedule: Schedule): Promise<Started> {
  const { interruption, after, withRefused } = schedule
  const { clock, cos, wx } = world
  const task = start(world, schedule)
  const others: Promise<unknown>[] = []
  if (withRefused) others.push(...['a', 'b'].map((name) => failureOf(cos.headObject({ Key: `u/carl/${name}` }))))
  const begun: Started = { task, started: world, others }
  if (interruption === 'none') return begun
  await clock.advance(after)
  if (interruption === 'restart') {
    // What the platform had downloaded for the app that was killed is the platform's to delete.
    const started = world.restart({ temporaryFiles: schedule.direction === 'up' ? 'kept' : 'gone' })
    return { task: start(started, schedule), started, others: [] }
  }
  if (interruption === 'retry' && (await clock.run(failureOf(task)))) return { ...begun, task: task.retry() }
  if (interruption === 'replace') await replace()
  if (interruption === 'login') {
    cos.clearCredentials()
    logIn('bob')
    others.push(failureOf(cos.uploadFile({ Key: 'u/bob/note.txt', Body: 'hello' })))
  }
  if (interruption === 'abort') {
    const isOver = task.state === 'done' || task.state === 'failed'
    task.abort()
    return isOver ? begun : { ...begun, abortedAt: wx.phone.requests.length }
  }
  if (interruption === 'pause') {
    task.pause()
    await clock.advance(after)
    task.resume()
  }
  return begun
}

/** Anything that is not a `CosError` is thrown on. */
async function failureOf(task: Promise<unknown>): Promise<CosError | undefined> {
  try {
    await task
    return undefined
  } catch (error) {
    if (isCosError(error)) return error
    throw error
  }
}

async function receivedBy({ wx }: World, task: Task): Promise<Buffer> {
  const result = await task
  const { content } = wx.phone.files.get('FilePath' in result ? result.FilePath : '')
  return Buffer.from(content.bytes(0, content.size))
}

/** The ids of uploads that the phone has heard of: of others it cannot clean up, unless it may list them. */
function listenForUploads(world: World): Set<string> {
  const heard = new Set<string>()
  const { request } = world.wx
  world.wx.request = (options) => {
    const note = (result: unknown) => {
      const id = /<UploadId>([^<]+)</.exec(String((Object(result) as { data?: unknown }).data))?.[1]
      if (id !== undefined && options.method === 'POST') heard.add(id)
    }
    const success = (result: Parameters<NonNullable<typeof options.success>>[0]) => {
      note(result)
      options.success?.(result)
    }
    const returned = request({ ...options, success })
    // Where it is a promise, that may bring the result.
    void Promise.resolve<unknown>(returned).then(note, () => undefined)
    return returned
  }
  return heard
}

/** Whose a request is, by the folder in its address. */
export function ownerOf({ url }: RequestRecord): string | undefined {
  const resource = decodeURIComponent(url.replace(/\?(.*&)?prefix=/, '/').replace(/[?&].*/, ''))
  return /\/u\/(\w+)\//.exec(resource)?.[1]
}
