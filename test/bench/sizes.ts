import { execFileSync, fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ServerSizes, SizeRow } from './figures/figures'
import { bundledSize, fileNameOf, type Library, scriptForWechat } from './figures/library'
import { installOthers } from './figures/others'
import type { Report } from './report'
import { environment } from './server-environment'

/** What the lines of `run` are about. */
export const title = 'Sizes in bytes: what an app carries, bundled alike, and what the server is'

const root = path.resolve(__dirname, '../..')
const read = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as { version: string }

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sizes-'))
  try {
    const libraries = [...ourEntries(), officialSdk(), ...installOthers(folder)]
    const rows = await measureAll(libraries, folder)
    const server = await measureServer()
    return { lines: [...linesOf(rows), '', ...serverLines(server)], shortfalls: [], figures: { rows, server } }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function ourEntries(): Library[] {
  const { version } = read('sdk/package.json')
  return ['index', 'presign', 'album', 'official', 'compat'].map((entry) => ({
    name: entry === 'index' ? 'cos-miniprogram' : `cos-miniprogram/${entry}`,
    version,
    code: `export * from './dist/${entry}.mjs'\n${entry === 'compat' ? "export { default } from './dist/compat.mjs'" : ''}`,
    folder: path.join(root, 'sdk'),
    forWechat: path.join(root, `sdk/miniprogram_dist/${entry}.js`),
  }))
}

function officialSdk(): Library {
  const file = createRequire(__filename).resolve('cos-wx-sdk-v5')
  const { version } = read('node_modules/cos-wx-sdk-v5/package.json')
  const code = `export { default } from 'cos-wx-sdk-v5'`
  return { name: 'cos-wx-sdk-v5', version, code, folder: root, forWechat: file }
}

async function measureAll(libraries: readonly Library[], folder: string): Promise<SizeRow[]> {
  const scripts: Record<string, string> = {}
  for (const library of libraries) scripts[`${fileNameOf(library)}.js`] = await scriptForWechat(library)
  const list = path.join(folder, 'libraries.json')
  writeFileSync(list, JSON.stringify(scripts))
  const compiled = compile(list)
  const rows: SizeRow[] = []
  for (const library of libraries) {
    const inWechat = (setting: 'es6-off-minified' | 'es6-on-minified') =>
      compiled.find((size) => size.setting === setting && size.name === `${fileNameOf(library)}.js`)?.bytes ?? NaN
    const { name, version } = library
    const sizes = { es6Off: inWechat('es6-off-minified'), es6On: inWechat('es6-on-minified') }
    rows.push({ name, version, ...(await bundledSize(library)), ...sizes })
  }
  return rows
}

/** @param list - path of a file with paths of scripts by name */
function compile(list: string): { setting: string; name: string; bytes: number }[] {
  const args = [path.join(root, 'scripts/wechat-size.mjs'), '--of', list]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 26 }))
}

const key = { ISSUER: 'sts', TENCENT_SECRET_ID: 'AKIDEXAMPLE', TENCENT_SECRET_KEY: 'example-secret-key' }

/** The server as it is deployed, and the memory of its process when it has started and nobody has asked yet. */
async function measureServer(): Promise<ServerSizes> {
  const file = path.join(root, 'server/dist/main.js')
  const { size: bytes } = statSync(file)
  const child = fork(file, [], {
    env: { ...environment, ...key },
    execArgv: ['--require', memoryReporter()],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const rss = await new Promise<number>((resolve, reject) => {
      child.once('message', (message) => resolve(Number(message)))
      child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
    return { bytes, gzipped: gzipSync(readFileSync(file)).length, rss }
  } finally {
    child.kill()
  }
}

function memoryReporter(): string {
  return path.join(__dirname, 'figures/report-memory.cjs')
}

function linesOf(rows: readonly SizeRow[]): string[] {
  const line = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(54) + cells.map((cell) => String(cell).padStart(12)).join('')
  const head = line('', ['minified', 'gzip', 'es6 off', 'es6 on'])
  const body = rows.map((row) => line(`${row.name} ${row.version}`, [row.minified, row.gzipped, row.es6Off, row.es6On]))
  return [head, ...body]
}

function serverLines({ bytes, gzipped, rss }: ServerSizes): string[] {
  return [`server/dist/main.js: ${bytes}, ${gzipped} gzipped; ${(rss / 1024 ** 2).toFixed(0)} MiB of memory at rest`]
}
