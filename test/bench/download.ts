import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { createCos, createSts, memoryStorage } from '../../local/cos'
import { COS } from '../../sdk/src/index'
import { createWx, generatedFile, virtualClock, type FileContent, type VirtualClock, type Wx } from '../wx'
import type { DownloadRow } from './figures/figures'
import type { Report } from './report'

/** What the lines of `run` are about. */
export const title = 'Downloads on slow lines, in simulated time: what arrives'

const place = { Bucket: 'bench-1250000000', Region: 'ap-guangzhou' }
const permanentKey = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY' }
const EVERYTHING = { version: '2.0', statement: [{ effect: 'allow', action: ['*'], resource: ['*'] }] }
const Key = 'video.mp4'

/** A line, and what is to come over it. */
interface Line {
  what: string
  size: number
  bytesPerSecond: number
  /** Milliseconds after which all connections are lost, again and again. */
  cutEvery?: number
}

const LINES: readonly Line[] = [
  { what: '60 MB at 4 Mbit/s', size: 60_000_000, bytesPerSecond: 500_000 },
  { what: '20 MB at 1 Mbit/s, cut each 40 s', size: 20_000_000, bytesPerSecond: 125_000, cutEvery: 40_000 },
]

/** A phone on such a line, with the object on COS. */
interface Stage {
  clock: VirtualClock
  wx: Wx
  cos: COS
}

/** Downloads, and gives the bytes that came. */
type Contestant = (stage: Stage) => Promise<Uint8Array>

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const heads = ['ours', 'memory', 'wx.downloadFile', 'official getObject']
  const lines = [''.padEnd(36) + heads.map((head) => head.padStart(20)).join('')]
  const shortfalls: string[] = []
  const rows: DownloadRow[] = []
  for (const line of LINES) {
    const file = generatedFile(line.size)
    const mine = await attempt(line, file, ours)
    const [platform, theirs] = [await attempt(line, file, plain), await attempt(line, file, official)]
    rows.push({ what: line.what, ours: mine.text, plain: platform.text, official: theirs.text })
    if (!mine.hasArrived) shortfalls.push(`${line.what} does not arrive: ${mine.text}`)
    lines.push(line.what.padEnd(36) + [mine.text, mine.memory, platform.text, theirs.text].map(cell).join(''))
  }
  return { lines, shortfalls, figures: { rows } }
}

const cell = (text: string) => text.slice(0, 19).padStart(20)

interface Outcome {
  hasArrived: boolean
  /** After which time it has arrived, or why it has not. */
  text: string
  memory: string
}

async function attempt(line: Line, file: FileContent, download: Contestant): Promise<Outcome> {
  const stage = await setStage(line, file)
  const { clock, wx } = stage
  const begun = clock.now()
  const stopCutting = line.cutEvery === undefined ? () => {} : cutAgainAndAgain(stage, line.cutEvery)
  try {
    const bytes = await clock.run(download(stage), { within: 3_600_000 })
    const isWhole = digest(bytes) === digest(file.bytes(0, file.size))
    const text = isWhole ? `${Math.round((clock.now() - begun) / 1000)} s` : 'other bytes'
    return { hasArrived: isWhole, text, memory: `${(wx.phone.memory.peak / 1e6).toFixed(1)} MB` }
  } catch (error) {
    return { hasArrived: false, text: `no: ${reasonOf(error)}`, memory: '' }
  } finally {
    stopCutting()
  }
}

async function setStage({ bytesPerSecond }: Line, file: FileContent): Promise<Stage> {
  const clock = virtualClock()
  const { now } = clock
  const sts = createSts({ master: 'example-master-key-for-the-bench', now })
  const handler = createCos({ ...place, storage: memoryStorage(), keys: [permanentKey], sts, now })
  const clientOn = (wx: Wx) => {
    const getCredentials = async () => ({ ...(await sts.issue({ policy: EVERYTHING, durationSeconds: 7200 })) })
    return new COS({ ...place, wx, now, timers: wx.phone.timers, credentials: { getCredentials } })
  }
  const near = createWx({ clock, handler: () => handler, files: { 'wxfile://tmp_video': file }, measureMemory: false })
  await clock.run(clientOn(near).uploadFile({ Key, FilePath: 'wxfile://tmp_video' }))
  const wx = createWx({ clock, handler: () => handler, bytesPerSecond })
  return { clock, wx, cos: clientOn(wx) }
}

/** @returns the function that stops it */
function cutAgainAndAgain({ clock, wx }: Stage, milliseconds: number): () => void {
  const cut = () => {
    wx.phone.cut()
    timer = clock.setTimeout(cut, milliseconds)
  }
  let timer = clock.setTimeout(cut, milliseconds)
  return () => clock.clearTimeout(timer)
}

async function ours({ cos, wx }: Stage): Promise<Uint8Array> {
  const { FilePath } = await cos.downloadFile({ Key })
  return contentOf(wx, FilePath)
}

async function plain({ cos, wx }: Stage): Promise<Uint8Array> {
  const { Url } = await cos.presign({ Key, Expires: 3600 })
  const path = await new Promise<string>((resolve, reject) => {
    wx.downloadFile({ url: Url, success: ({ tempFilePath = '' }) => resolve(tempFilePath), fail: reject })
  })
  return contentOf(wx, path)
}

interface OfficialClient {
  getObject(params: object, callback: (error: unknown, data: { Body: ArrayBuffer }) => void): void
}
type OfficialSdk = new (options: object) => OfficialClient

async function official({ wx, clock }: Stage): Promise<Uint8Array> {
  // It takes its platform, and the time, from its surroundings.
  Object.assign(globalThis, { wx, window: undefined })
  const { now } = Date
  Date.now = clock.now
  try {
    const Official: OfficialSdk = createRequire(__filename)('cos-wx-sdk-v5')
    const client = new Official(permanentKey)
    const body = await new Promise<ArrayBuffer>((resolve, reject) => {
      const params = { ...place, Key, DataType: 'arraybuffer' }
      client.getObject(params, (error, data) => (error ? reject(error) : resolve(data.Body)))
    })
    return new Uint8Array(body)
  } finally {
    Date.now = now
  }
}

function contentOf(wx: Wx, path: string): Uint8Array {
  const { content } = wx.phone.files.get(path)
  return content.bytes(0, content.size)
}

function digest(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** In a word or two: the platform, the official SDK and ours have shapes of their own. */
function reasonOf(failure: unknown): string {
  const { code, errMsg, error, message } = Object(failure)
  const text = String([code, errMsg, error, message].find((each) => typeof each === 'string'))
  return /ERR_\w+/.exec(text)?.[0] ?? text.replace(/^\w+:fail /, '')
}
