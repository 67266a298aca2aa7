// Unpacks the Chromium that comes inside `@sparticuz/chromium`, for Linux on x64, unless it lies there whole already:
// `node scripts/unpack-chromium.mjs` prints its folder. Any number of these may run at once.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { asideOf, removeAside } from './aside.mjs'
import { scratch } from './paths.mjs'
import { filesIn, replaceFolder } from './replace-folder.mjs'

const target = `${scratch}/chromium`
/** Written last: what was unpacked, from which version. */
const list = `${scratch}/chromium.json`

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
  removeAside()
  const aside = asideOf('chromium')
  mkdirSync(aside, { recursive: true })
  try {
    await unpackInto(aside)
    const sizes = Object.fromEntries(filesIn(aside).map((name) => [name, sizeOf(join(aside, name))]))
    replaceFolder(aside, target)
    writeFileSync(`${aside}.json`, JSON.stringify({ version: packedVersion(), sizes }))
    renameSync(`${aside}.json`, list)
  } finally {
    removeAside()
  }
}

// The package unpacks to the folder for temporary files, and its libraries only where it believes to be on Lambda.
async function unpackInto(folder) {
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' })
  const { default: chromium } = await import('@sparticuz/chromium')
  await chromium.executablePath()
}

function packedVersion() {
  // Its `exports` do not name its package.json.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  return JSON.parse(readFileSync(join(dirname(entry), '../../package.json'), 'utf8')).version
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size
}
