import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { createSts } from '../../local/cos'
import { COS } from '../../sdk/src/index'
import { createWx, generatedFile, overHttp, realClock, type Fault, type Wx } from '../wx'
import { collectGarbage } from '../wx/files/memory'
import type { TransferRow } from './figures/figures'
import type { Report } from './report'
import { type Contestant, type Job, official, type OfficialClient, ours } from './transfer-race/contestants'

/** What the lines of `run` are about. */
export const title = 'Uploads over loopback, with a wx for Node: this SDK and the official one'

const MiB = 1024 * 1024
const place = { Bucket: 'bench-1250000000', Region: 'ap-guangzhou' }
const master = 'example-master-key-for-the-bench'
const EVERYTHING = { version: '2.0', statement: [{ effect: 'allow', action: ['*'], resource: ['*'] }] }
const ROUNDS = 5

const video: Job = { Key: 'video.mp4', FilePath: 'wxfile://tmp_video.mp4', size: 256 * MiB }
const clips: Job[] = Array.from({ length: 32 }, (_, index) => ({
  Key: `clips/${index}.mp4`,
  FilePath: `wxfile://tmp_clip_${index}.mp4`,
  size: 4 * MiB,
}))
const photos: Job[] = Array.from({ length: 100 }, (_, index) => ({
  Key: `photos/${index}.jpg`,
  FilePath: `wxfile://tmp_${index}.jpg`,
  size: 200_000,
}))

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const server = await startServer()
  const http = overHttp(server.address)
  try {
    const near = () => createPhone(http.handler, [])
    const far = () => createPhone(http.handler, [{ kind: 'latency', milliseconds: 50 }])
    const memory = await measureMemory(createPhone(http.handler, [], true))
    const rows = [
      await race('256 MB in parts', near, [video], (by) => by.inParts(video)),
      await race('32 files of 4 MB, one request each', near, clips, (by) =>
        Promise.all(clips.map((clip) => by.inOneRequest(clip))),
      ),
      await race('100 files of 200 kB, 50 ms away', far, photos, (by) => by.many(photos)),
    ]
    const head = line('MB/s, median of five by turns', ['ours', 'official', 'ratio'])
    return { lines: [memory, '', head, ...rows.map(rowLine)], shortfalls: [], figures: { rows } }
  } finally {
    http.close()
    server.stop()
  }
}

async function startServer(): Promise<{ address: string; stop: () => void }> {
  const program = path.join(__dirname, 'transfer-race', 'cos-process.ts')
  const child = fork(program, [place.Bucket, place.Region, master])
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) =>
      typeof message === 'string' ? resolve(message) : reject(new Error('no address')),
    )
    child.once('exit', () => reject(new Error('the local COS did not start')))
  })
  return { address: url.replace('http://', ''), stop: () => child.disconnect() }
}

/** @param measureMemory - for that the garbage collector runs again and again, which no race is to include */
function createPhone(
  handler: ReturnType<typeof overHttp>['handler'],
  faults: readonly Fault[],
  measureMemory = false,
): Wx {
  return createWx({ clock: realClock(), handler, files, faults: { next: () => faults }, measureMemory })
}

/** Files that outlast the phones: the platform's digest of each, which is native, is made but once. */
const files = Object.fromEntries(
  [video, ...clips, ...photos].map(({ FilePath, size }) => [FilePath, generatedFile(size)]),
)

/** The same temporary key for everyone: none of the races is about credentials. */
function credentials() {
  const sts = createSts({ master })
  return sts.issue({ policy: EVERYTHING, durationSeconds: 7200 })
}

function createOurs(wx: Wx): Contestant {
  const issued = credentials()
  const Scope = { Prefix: '', Actions: ['*'] }
  return ours(new COS({ ...place, wx, credentials: { getCredentials: async () => ({ ...(await issued), Scope }) } }))
}

type OfficialSdk = new (options: object) => OfficialClient

function createOfficial(wx: Wx): Contestant {
  // It takes its platform from its surroundings.
  Object.assign(globalThis, { wx, window: undefined })
  const Official: OfficialSdk = createRequire(__filename)('cos-wx-sdk-v5')
  const issued = credentials()
  const getAuthorization = async (_options: object, callback: (answer: object) => void) => {
    const { credentials: key, startTime, expiredTime } = await issued
    const { tmpSecretId: TmpSecretId, tmpSecretKey: TmpSecretKey, sessionToken: SecurityToken } = key
    callback({ TmpSecretId, TmpSecretKey, SecurityToken, StartTime: startTime, ExpiredTime: expiredTime })
  }
  return official(new Official({ getAuthorization }), place)
}

async function race(
  what: string,
  phone: () => Wx,
  jobs: readonly Job[],
  run: (contestant: Contestant) => Promise<unknown>,
): Promise<TransferRow> {
  const bytes = jobs.reduce((sum, { size }) => sum + size, 0)
  const wx = phone()
  const contestants = { ours: createOurs(wx), official: createOfficial(wx) }
  const rounds: { ours: number; official: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const result = { ours: 0, official: 0 }
    // By turns, and each with the garbage of the other cleared away: megabytes of it would be paid for by the next.
    for (const name of round % 2 === 0 ? (['ours', 'official'] as const) : (['official', 'ours'] as const)) {
      collectGarbage()
      result[name] = await speed(bytes, () => run(contestants[name]))
    }
    rounds.push(result)
  }
  const [mine, theirs] = [rounds.map(({ ours }) => ours), rounds.map(({ official }) => official)]
  // Of pairs in a row, since the machine may have other work to do meanwhile.
  const ratio = median(rounds.map(({ ours, official }) => ours / official))
  return { what, ours: median(mine), official: median(theirs), ratio }
}

function rowLine({ what, ours: mine, official: theirs, ratio }: TransferRow): string {
  return line(what, [mine.toFixed(1), theirs.toFixed(1), `${ratio.toFixed(2)} ×`])
}

function line(what: string, cells: readonly string[]): string {
  return what.padEnd(44) + cells.map((cell) => cell.padStart(10)).join('')
}

/** MB/s. */
async function speed(bytes: number, run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return bytes / 1000 / (performance.now() - begun)
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** What of the file is held at any time, the platform's copies included until they are sent. */
async function measureMemory(wx: Wx): Promise<string> {
  await createOurs(wx).inParts(video)
  const parts = wx.phone.requests.filter(({ url }) => url.includes('partNumber='))
  const partSize = Math.max(...parts.map((part) => part.bytes))
  const [held, allowed] = [wx.phone.memory.peak, partSize * 3].map((each) => (each / MiB).toFixed(1))
  return `256 MB in ${parts.length} parts: at most ${held} MB of the file in memory; partSize × partConcurrency is ${allowed} MB`
}
