// Unpacks the Chromium that comes inside `@sparticuz/chromium`, for Linux on x64, unless it lies there whole already:
// `node scripts/unpack-chromium.mjs` prints its folder. Any number of these may run at once.
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { scratch } from './paths.mjs'
import { filesIn, replaceFolder } from './replace-folder.mjs'

const target = `${scratch}/chromium`
/** Written last: what was unpacked, from which version. */
const list = `${scratch}/chromium.json`
const aside = `${scratch}/unpacking-${process.pid}`

if (!isWhole()) await unpack()
process.stdout.write(`${target}\n`)

function isWhole() {
  try {
    const { version, sizes } = JSON.parse(readFileSync(list, 'utf8'))
    return (
      version === packedVersion() && Object.entries(sizes).every(([name, size]) => sizeOf(join(target, name)) === size)
    )
  } catch {
    // There is no list yet, or half of one.
    return false
  }
}

async function unpack() {
  removeInterrupted()
  mkdirSync(aside, { recursive: true })
  try {
    await unpackInto(aside)
    const sizes = Object.fromEntries(filesIn(aside).map((name) => [name, sizeOf(join(aside, name))]))
    replaceFolder(aside, target)
    writeFileSync(`${aside}.json`, JSON.stringify({ version: packedVersion(), sizes }))
    renameSync(`${aside}.json`, list)
  } finally {
    rmSync(aside, { recursive: true, force: true })
  }
}

// The package unpacks to the folder for temporary files, and its libraries only where it believes to be on Lambda.
async function unpackInto(folder) {
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' })
  const { default: chromium } = await import('@sparticuz/chromium')
  await chromium.executablePath()
}

/** What processes that were killed have left. */
function removeInterrupted() {
  if (!existsSync(scratch)) return
  for (const name of readdirSync(scratch)) {
    const [, process] = /^unpacking-(\d+)/.exec(name) ?? []
    if (process && !isRunning(Number(process))) rmSync(join(scratch, name), { recursive: true, force: true })
  }
}

function isRunning(id) {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function packedVersion() {
  // Its `exports` do not name its package.json.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  return JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')).version
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size
}
