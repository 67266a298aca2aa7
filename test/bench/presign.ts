import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleRace, compileForWechat, type Setting, type Size } from './compiled'
import type { Outcome, Times } from './race/race'
import type { PresignFigures } from './figures/figures'
import type { Report } from './report'

/** What the lines of `run` are about. */
export const title = 'Signed URLs: cos-miniprogram and the official SDK (cos-wx-sdk-v5 1.8.0), as WeChat compiles them'

/** What the official SDK takes from its surroundings at import. */
const SURROUNDINGS = `globalThis.window = undefined
globalThis.wx = { canIUse: () => true, getSystemInfoSync: () => ({}), getAppBaseInfo: () => ({}), getDeviceInfo: () => ({}),
  getStorageSync: () => '', setStorageSync() {}, getFileSystemManager: () => ({}), getNetworkType() {},
  getAccountInfoSync: () => ({ miniProgram: {} }), onNetworkStatusChange() {}, request() {}, uploadFile() {} }
`

/** How many times as fast as the official SDK this one has to be. */
type Least = Record<'pages' | 'atOnce' | 'awaited', number>
const WITH_JIT: Least = { pages: 10, atOnce: 10, awaited: 50 }
const WITHOUT_JIT: Least = { pages: 4, atOnce: 4, awaited: 4 }

interface PresignReport extends Report {
  figures: PresignFigures
}

/** Measures, and reports what is slower than it should be. */
export async function run(): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'presign-race-'))
  try {
    const sizes = compileForWechat(folder)
    const evaluation = evaluationTimes(folder)
    const tables = [compiledTable(sizes), evaluationTable(evaluation)]
    const { ours, official } = evaluation
    const figures: PresignFigures = {
      evaluation: { ours, official },
      urls: [],
      credentialsRequests: { ours: NaN, official: NaN },
    }
    const report: PresignReport = { lines: tables.flatMap((table) => [...table, '']), shortfalls: [], figures }
    for (const setting of ['es6-on-minified', 'es6-off-minified'] as const) await race(folder, setting, report)
    report.lines.push('', yardstick())
    return report
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function compiledTable(sizes: Size[]): string[] {
  const rows = sizes
    .filter(({ bytes }) => bytes > 0)
    .map((size) => sizeRow(`${size.setting.padEnd(18)}${size.whose}: ${size.name}`, size))
  return [sizeHead('compiled by WeChat'), ...rows]
}

const sizeHead = (what: string) => `${what.padEnd(62)}${'bytes'.padStart(8)}${'gzip'.padStart(8)}`
const sizeRow = (what: string, { bytes, gzipped }: Pick<Size, 'bytes' | 'gzipped'>) =>
  `${what.padEnd(62)}${String(bytes).padStart(8)}${String(gzipped).padStart(8)}`

function evaluationTimes(compiled: string) {
  const time = (file: string) => evaluationTime(path.join(compiled, 'es6-off-minified', file))
  return {
    official: time('official/miniprogram_npm/cos-wx-sdk-v5/index.js'),
    ours: time('ours/miniprogram_npm/cos-miniprogram/index.js'),
    presign: time('ours/miniprogram_npm/cos-miniprogram/presign.js'),
  }
}

function evaluationTable({ official, ours, presign }: ReturnType<typeof evaluationTimes>): string[] {
  const row = (name: string, time: number) => `${name.padEnd(34)}${time.toFixed(2).padStart(11)}`
  return [
    `${'milliseconds to run the module'.padEnd(34)}${'es6 off'.padStart(11)}`,
    row('cos-wx-sdk-v5', official),
    row('cos-miniprogram', ours),
    row('cos-miniprogram/presign', presign),
  ]
}

/** Milliseconds that running a module's top level takes, once it is compiled: the median of nine fresh processes. */
function evaluationTime(file: string): number {
  const script = `${SURROUNDINGS}
    const source = require('fs').readFileSync(${JSON.stringify(file)}, 'utf8')
    const run = require('vm').compileFunction(source, ['module', 'exports', 'require'])
    const module = { exports: {} }
    const start = performance.now()
    run(module, module.exports)
    console.log(performance.now() - start)`
  const measure = () => Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
  return Array.from({ length: 9 }, measure).sort((one, other) => one - other)[4] ?? NaN
}

async function race(compiled: string, setting: Setting, report: PresignReport): Promise<void> {
  const fast = await bundleRace(compiled, setting, true, SURROUNDINGS)
  const slow = await bundleRace(compiled, setting, false, SURROUNDINGS)
  report.lines.push('', `${`thousand URLs a second, ${setting}`.padEnd(54)}     ours  official    ratio  at least`)
  const add = (engine: string, least: Least, command: string, ...args: string[]) =>
    addEngine(report, { setting, engine, least, outcome: outcomeOf(command, args) })
  add('Node, JIT', WITH_JIT, process.execPath, fast)
  add('Node, --jitless', WITHOUT_JIT, process.execPath, '--jitless', slow)
  add('JavaScriptCore, no JIT', WITHOUT_JIT, 'jsc', '--useJIT=false', slow)
}

function outcomeOf(command: string, args: string[]): Outcome | undefined {
  const { stdout, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (error) return undefined
  return JSON.parse(stdout.trim().split('\n').pop() ?? '')
}

interface EngineResult {
  setting: Setting
  engine: string
  least: Least
  outcome: Outcome | undefined
}

function addEngine(report: PresignReport, { setting, engine, least, outcome }: EngineResult): void {
  if (!outcome) {
    report.lines.push(`${engine}: skipped, there is none here`)
    return
  }
  const addRow = (what: string, times: Times, atLeast: number) => {
    report.lines.push(row(`${engine}, ${what}`, times, atLeast))
    const rates = { ours: 1000 / times.ours, official: 1000 / times.official, ratio: times.ratio }
    report.figures.urls.push({ setting, engine, what, ...rates })
    const told = `${setting}, ${engine}, ${what}: ${times.ratio.toFixed(1)} times as fast, not ${atLeast}`
    if (!(times.ratio >= atLeast)) report.shortfalls.push(told)
  }
  addRow('pages of 100', outcome.pages, least.pages)
  addRow('3,000 at once', outcome.atOnce, least.atOnce)
  if (outcome.awaited) addRow('one awaited after another', outcome.awaited, least.awaited)
  const { requests } = outcome
  if (!requests) return
  report.figures.credentialsRequests = requests
  report.lines.push(`${engine}, credentials requests for 500: ours ${requests.ours}, official ${requests.official}`)
}

function row(what: string, { ours, official, ratio }: Times, least: number): string {
  const thousands = (milliseconds: number) => (1 / milliseconds).toFixed(1)
  const cells = [thousands(ours).padStart(9), thousands(official).padStart(10), `${ratio.toFixed(1)} ×`.padStart(9)]
  return `${what.padEnd(54)}${cells.join('')}${`${least} ×`.padStart(10)}`
}

/** The same hashes by `node:crypto`, for scale. */
function yardstick(): string {
  const count = 20_000
  const http = 'get\n/albums/2026/photo-1.jpg\n\nhost=photos-1250000000.cos.ap-guangzhou.myqcloud.com\n'
  const start = performance.now()
  for (let i = 0; i < count; i++) {
    const hashed = createHash('sha1')
      .update(http + i)
      .digest('hex')
    createHmac('sha1', hashed).update(`sha1\n1500000000;1500000900\n${hashed}\n`).digest('hex')
  }
  return `the hashes of one URL by node:crypto, for scale: ${(count / (performance.now() - start)).toFixed(0)} thousand/s`
}
