// Unpacks the Chromium that comes inside `@sparticuz/chromium`, for Linux on x64, unless it lies there whole already:
// `node scripts/unpack-chromium.mjs` prints its folder. Any number of these may run at once.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { asideOf, removeAside } from './aside.mjs'
import { scratch } from './paths.mjs'
import { filesIn, replaceFolder } from './replace-folder.mjs'

const target = `${scratch}/chromium`
/** Written last: what was unpacked from where, and the sizes of its files. */
const list = `${scratch}/chromium.json`

// The package brings a font for machines that have none, where a page would be without any text.
const fontsConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`

if (!isWhole()) await unpack()
process.stdout.write(`${target}\n`)

function isWhole() {
  try {
    const { source, sizes } = JSON.parse(readFileSync(list, 'utf8'))
    return (
      source === digestOfSource() && Object.entries(sizes).every(([name, size]) => sizeOf(join(target, name)) === size)
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
    writeFileSync(`${aside}/fonts.conf`, fontsConfig)
    const sizes = Object.fromEntries(filesIn(aside).map((name) => [name, sizeOf(join(aside, name))]))
    replaceFolder(aside, target)
    writeFileSync(`${aside}.json`, JSON.stringify({ source: digestOfSource(), sizes }))
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

/** Of the package's version, and of what is done with it here. */
function digestOfSource() {
  // Its `exports` do not name its package.json.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
  const files = [join(dirname(entry), '../../package.json'), fileURLToPath(import.meta.url)]
  return files.reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256')).digest('hex')
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size
}
