import {
  type DownloadResult,
  isCosError,
  type TransferProgress,
  type TransferState,
  type TransferTask,
  type UploadResult,
} from 'cos-miniprogram'
import { type Fault, generatedFile, seededRandom, slowDown } from '../../wx'
import { createWorld, type World } from './world'

const MiB = 1024 * 1024
const files = {
  'wxfile://a': generatedFile(2.5 * MiB),
  'wxfile://b': generatedFile(2 * MiB + 17),
  'wxfile://c': generatedFile(300_000),
}
const paths = Object.keys(files) as (keyof typeof files)[]
const rounds = 100
const steps = 40

/** A task, and all that was heard of it. */
interface Observed {
  task: TransferTask<UploadResult> | TransferTask<DownloadResult>
  file?: keyof typeof files
  key: string
  progress: TransferProgress[]
  states: TransferState[]
  isAborted: boolean
}

/** Several tasks at once, some of them of the same file to the same key, in the hands of somebody who cannot wait. */
class Game {
  readonly world: World
  readonly tasks: Observed[] = []
  private readonly random: () => number

  constructor(seed: number) {
    this.random = seededRandom(seed)
    this.world = createWorld({
      seed,
      files,
      measureMemory: false,
      life: [1800, 60, 10][seed % 3],
      credentialsTake: seed % 2 ? 700 : 0,
      faults: { next: () => this.faults() },
    })
  }

  start(): void {
    const file = this.pick([...paths, undefined])
    const { cos } = this.world
    if (!file) return this.observe({ task: cos.downloadFile({ Key: 'd' }), key: 'd' })
    const key = `${this.pick(['k1', 'k2'])}${file.slice(-1)}`
    const partConcurrency = 1 + this.below(3)
    const parts = { partThreshold: MiB, partSize: MiB, partConcurrency }
    this.observe({ task: cos.uploadFile({ Key: key, FilePath: file, ...parts }), file, key })
  }

  async step(): Promise<void> {
    const { phone } = this.world.wx
    await this.world.clock.advance(this.below(900))
    const observed = this.pick(this.tasks)
    this.pick([
      () => observed.task.pause(),
      () => observed.task.pause(),
      () => observed.task.resume(),
      () => observed.task.resume(),
      () => this.abort(observed),
      () => this.retry(observed),
      () => phone.hide(),
      () => phone.show(),
      () => phone.offline(),
      () => phone.online(),
      () => void (this.tasks.length < 8 && this.start()),
    ])()
  }

  /** Everything goes on, to its end. */
  async end(): Promise<void> {
    const { wx, clock } = this.world
    wx.phone.show()
    wx.phone.online()
    for (const { task } of this.tasks) task.resume()
    await clock.run(Promise.allSettled(this.tasks.map(({ task }) => task)))
    await clock.runUntilIdle()
  }

  private abort(observed: Observed): void {
    if (this.random() < 0.5) return
    observed.isAborted ||= !['done', 'failed'].includes(observed.task.state)
    observed.task.abort()
  }

  private retry(observed: Observed): void {
    const task = observed.task.retry()
    if (this.tasks.every((other) => other.task !== task)) this.observe({ ...observed, task })
  }

  private observe({ task, ...of }: Pick<Observed, 'task' | 'file' | 'key'>): void {
    const observed: Observed = { ...of, task, progress: [], states: [task.state], isAborted: false }
    task.onProgress((progress) => observed.progress.push(progress))
    task.onStateChange((state) => observed.states.push(state))
    this.tasks.push(observed)
  }

  private faults(): Fault[] {
    const latency: Fault = { kind: 'latency', milliseconds: this.below(1500) }
    if (this.random() > 0.08) return [latency]
    return [latency, this.pick<Fault>([{ kind: 'loseAnswer' }, slowDown, { kind: 'cutRequest', bytes: 100 }])]
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit)
  }

  private pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value
  }
}

async function expectGoodEnding({ tasks, world }: Game): Promise<void> {
  for (const observed of tasks) await expectGoodTask(observed, world)
  expect(world.clock.pendingTimers()).toBe(0)
  // Every place in the queues is free again.
  await world.clock.run(world.cos.uploadFile({ Key: 'z', Body: 'x' }), { within: 60_000 })
}

async function expectGoodTask(observed: Observed, { server }: World): Promise<void> {
  const { task, file, key, isAborted, states, progress } = observed
  const code = await codeOf(task)
  const ending = isAborted ? { code: 'Aborted', state: 'aborted' } : { code: undefined, state: 'done' }
  expect({ code, state: task.state, heard: states.at(-1) }).toEqual({ ...ending, heard: ending.state })
  const loaded = progress.map((each) => each.loaded)
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b))
  expect(progress.filter(({ percent }) => percent === 1)).toHaveLength(isAborted ? 0 : 1)
  const content = file && !isAborted ? files[file] : undefined
  expect(content && (await server.object(key))?.equals(content.bytes(0, content.size))).toBe(content && true)
}

async function codeOf(task: Observed['task']): Promise<string | undefined> {
  try {
    await task
    return undefined
  } catch (error) {
    return isCosError(error) ? error.code : String(error)
  }
}

describe.each([0, 1, 2])('tasks in impatient hands, share %i of 3', (share) => {
  const seeds = Array.from({ length: rounds / 3 }, (_, index) => index * 3 + share)

  it('end as they were asked to, whatever order that came in', async () => {
    for (const seed of seeds) {
      const game = new Game(seed)
      await game.world.server.put('d', 'y'.repeat(100_000))
      for (let count = 0; count < 3; count++) game.start()
      for (let step = 0; step < steps; step++) await game.step()
      try {
        await game.end()
        await expectGoodEnding(game)
      } catch (error) {
        throw new Error(`in round ${seed}`, { cause: error })
      }
    }
  }, 120_000)
})
