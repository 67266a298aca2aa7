import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { diskStorage } from '../../../local/cos'
import { TestCos } from './test-cos'
import { contentOf } from './written-content'

const ROUNDS = 12
const NOTHING = 'deleted'

/** For every key what it may hold: what was acknowledged last, or anything begun after that. */
type Possible = Map<string, string[]>

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-cos-kill-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Lets a process write, kills it after so many of its lines, and returns the last version it began. */
async function writeUntilKilled(possible: Possible, firstVersion: number, lines: number): Promise<number> {
  const script = join(__dirname, 'writer-process.ts')
  const writer = spawn(process.execPath, ['--import', 'tsx', script, folder, String(firstVersion)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(writer, 'close')
  let version = firstVersion
  let heard = 0
  for await (const line of createInterface({ input: writer.stdout })) {
    const [event, key = '', what = ''] = line.split('|')
    possible.set(key, event === 'done' ? [what] : [...(possible.get(key) ?? [NOTHING]), what])
    if (what !== NOTHING) version = Math.max(version, Number(what))
    if (++heard === lines) writer.kill('SIGKILL')
  }
  await closed
  return version
}

async function findWrong(cos: TestCos, possible: Possible): Promise<string[]> {
  const wrong: string[] = []
  for (const [key, versions] of possible) {
    const { status, text } = await cos.send({ key })
    const version = status === 404 ? NOTHING : (/ version (\d+)\n/.exec(text)?.[1] ?? 'something else')
    const isWhole = version === NOTHING || text === contentOf(key, Number(version))
    if (!versions.includes(version) || !isWhole) wrong.push(`${key}: ${version} of ${versions.join()}`)
    possible.set(key, [version])
  }
  return wrong
}

it(`loses nothing acknowledged and shows nothing half, though it is killed ${ROUNDS} times in mid-write`, async () => {
  const possible: Possible = new Map()
  let version = 0
  for (let round = 0; round < ROUNDS; round++) {
    version = await writeUntilKilled(possible, version, 20 + ((round * 37) % 90))
    const storage = diskStorage(folder)
    expect(await findWrong(new TestCos({ storage }), possible)).toEqual([])
    await storage.close()
  }
  expect(possible.size).toBe(20)
  expect(await readdir(join(folder, 'incoming'))).toEqual([])
}, 60_000)
