import { type CosError, type DownloadResult, isCosError, type TransferTask, type UploadResult } from 'cos-miniprogram'
import { type FileContent, generatedFile, randomFaults, seededRandom, together } from '../../wx'
import { createWorld, type World } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024
export const partSize = MiB

/** What a person does to a transfer besides waiting for it. */
type Whim = 'none' | 'pause' | 'abort' | 'restart' | 'retry'

/** A transfer, and all that is to befall it. */
export interface Schedule {
  seed: number
  direction: 'up' | 'down'
  size: number
  whim: Whim
  /** Milliseconds after which it happens. */
  after: number
  forbidOverwrite: boolean
  /** Share of the requests that something befalls; as the seed will have it where it is not said. */
  rate?: number
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
    whim: pick<Whim>(['none', 'none', 'pause', 'abort', 'restart', 'retry']),
    after: Math.floor(random() * pick([1000, 5000, 60_000])),
    forbidOverwrite: random() < 0.2,
    rate: pick([undefined, undefined, 0.9]),
  }
}

/** How a schedule has ended. */
export interface Ending {
  world: World
  file: FileContent
  failure: CosError | undefined
  /** What the download has left in its file. */
  received: Buffer | undefined
  /** What lay on COS as soon as the task had ended. */
  stored: Buffer | undefined
  /** Uploads whose id the phone has heard, and which are still to be paid for when nothing goes on any more. */
  left: string[]
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
  const { seed, direction, size, rate } = schedule
  const file = fileOf(size)
  const random = randomFaults(seed, { rate, losableFile: FilePath, forgetful: true })
  const faults = together(random, { next: () => [{ kind: 'latency', milliseconds: 300 }] })
  const world = createWorld({
    files: direction === 'up' ? { [FilePath]: file } : {},
    faults,
    skew: random.clockSkew,
    seed,
    // Counting takes half of the time, and schedules are alike in what they hold.
    measureMemory: seed % 10 === 0,
  })
  const heard = listenForUploads(world)
  if (direction === 'down') await world.server.put(Key, file.bytes(0, size))
  const { task, started } = await befall(world, schedule)
  const { clock, server } = started
  const failure = await clock.run(failureOf(task))
  const received = direction === 'down' && !failure ? await receivedBy(started, task) : undefined
  const stored = await server.object(Key)
  await clock.runUntilIdle()
  const left = (await server.uploads()).filter((id) => heard.has(id))
  return { world: started, file, failure, received, stored, left }
}

type Task = TransferTask<UploadResult> | TransferTask<DownloadResult>

function start({ cos }: World, { direction, forbidOverwrite }: Schedule): Task {
  if (direction === 'down') return cos.downloadFile({ Key })
  return cos.uploadFile({ Key, FilePath, partThreshold: MiB, partSize, forbidOverwrite })
}

/** Starts the task and does with it what the person does; in an object, since a task is a promise itself. */
async function befall(world: World, schedule: Schedule): Promise<{ task: Task; started: World }> {
  const { whim, after } = schedule
  const { clock } = world
  const task = start(world, schedule)
  if (whim === 'none') return { task, started: world }
  await clock.advance(after)
  if (whim === 'restart') {
    // What the platform had downloaded for the app that was killed is the platform's to delete.
    const started = world.restart({ temporaryFiles: schedule.direction === 'up' ? 'kept' : 'gone' })
    return { task: start(started, schedule), started }
  }
  if (whim === 'retry' && (await clock.run(failureOf(task)))) return { task: task.retry(), started: world }
  if (whim === 'abort') task.abort()
  if (whim === 'pause') {
    task.pause()
    await clock.advance(after)
    task.resume()
  }
  return { task, started: world }
}

/** Anything that is not a `CosError` is thrown on. */
async function failureOf(task: Task): Promise<CosError | undefined> {
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

/** The ids of uploads that the phone has heard of: of others it cannot clean up. */
function listenForUploads(world: World): Set<string> {
  const heard = new Set<string>()
  const { request } = world.wx
  world.wx.request = (options) =>
    request({
      ...options,
      success(result) {
        const id = /<UploadId>([^<]+)</.exec(String(result.data))?.[1]
        if (id !== undefined) heard.add(id)
        options.success?.(result)
      },
    })
  return heard
}
