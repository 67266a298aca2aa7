import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { ColdRequests, Times } from './race/race'

/** What the lines of `run` are about. */
export const title = 'Signed URLs: cos-miniprogram and the official SDK (cos-wx-sdk-v5 1.8.0), in one run'

const root = path.resolve(__dirname, '../..')
const official = createRequire(__filename).resolve('cos-wx-sdk-v5/dist/cos-wx-sdk-v5.min.js')
const phones = path.join(root, 'sdk/miniprogram_dist')

/** What the official SDK takes from its surroundings at import. */
const SURROUNDINGS = `globalThis.window = undefined
globalThis.wx = { canIUse: () => true, getSystemInfoSync: () => ({}), getAppBaseInfo: () => ({}), getDeviceInfo: () => ({}),
  getStorageSync: () => '', setStorageSync() {}, getFileSystemManager: () => ({}), getNetworkType() {},
  getAccountInfoSync: () => ({ miniProgram: {} }), onNetworkStatusChange() {}, request() {}, uploadFile() {} }
`

/** Measures, and answers the lines of a table. */
export async function run(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'presign-race-'))
  try {
    const awaited = await bundle(folder, 'awaited', 'globalThis.RACE_AWAITED = true\n')
    const plain = await bundle(folder, 'plain', '')
    return [...sizes(), '', ...races(awaited, plain), '', yardstick()]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function bundle(folder: string, name: string, banner: string): Promise<string> {
  const outfile = path.join(folder, `${name}.js`)
  await build({
    entryPoints: [path.join(__dirname, 'race/race.ts')],
    bundle: true,
    platform: 'neutral',
    mainFields: ['main'],
    target: 'es2017',
    banner: { js: SURROUNDINGS + banner },
    outfile,
    logLevel: 'error',
  })
  return outfile
}

function sizes(): string[] {
  const row = (what: string, file: string) => {
    const code = readFileSync(file)
    const evaluation = evaluationTime(file)
    return `${what.padEnd(34)}${String(code.length).padStart(9)}${String(gzipSync(code, { level: 9 }).length).padStart(9)}${evaluation.padStart(11)}`
  }
  return [
    'size                                  bytes     gzip    eval ms',
    row('cos-wx-sdk-v5', official),
    row('cos-miniprogram', path.join(phones, 'index.js')),
    row('cos-miniprogram/presign', path.join(phones, 'presign.js')),
  ]
}

/** Milliseconds that running a module's top level takes, once it is compiled: the median of nine fresh processes. */
function evaluationTime(file: string): string {
  const script = `${SURROUNDINGS}
    const source = require('fs').readFileSync(${JSON.stringify(file)}, 'utf8')
    const run = require('vm').compileFunction(source, ['module', 'exports', 'require'])
    const module = { exports: {} }
    const start = performance.now()
    run(module, module.exports)
    console.log(performance.now() - start)`
  const run = () => Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }))
  return (Array.from({ length: 9 }, run).sort((one, other) => one - other)[4] ?? NaN).toFixed(2)
}

function races(awaited: string, plain: string): string[] {
  const head = 'signed URLs, thousand/s                    ours  official   ratio'
  const jit = times(process.execPath, [awaited])
  const jitless = times(process.execPath, ['--jitless', plain])
  const jsc = times('jsc', ['--useJIT=false', plain])
  return [
    head,
    row('Node, JIT', jit?.ours, jit?.official),
    row('Node, JIT, one awaited after another', jit?.oursAwaited, jit?.officialAwaited),
    row('Node, --jitless', jitless?.ours, jitless?.official),
    jsc
      ? row('JavaScriptCore, no JIT', jsc.ours, jsc.official)
      : 'JavaScriptCore, no JIT: skipped, there is no jsc here',
    '',
    `500 URLs at once, nothing held: ${jit?.oursCold} credentials request, official ${jit?.officialCold}`,
  ]
}

function times(command: string, args: string[]): (Times & Partial<ColdRequests>) | undefined {
  const { stdout, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (error) return undefined
  return JSON.parse(stdout.trim().split('\n').pop() ?? '')
}

function row(what: string, ours = NaN, theirs = NaN): string {
  const thousands = (milliseconds: number) => (1 / milliseconds).toFixed(1)
  return `${what.padEnd(38)}${thousands(ours).padStart(9)}${thousands(theirs).padStart(10)}${(theirs / ours).toFixed(1).padStart(7)}x`
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
