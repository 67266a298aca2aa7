// What WeChat's compiler makes of the SDK, offline.
//   node scripts/wechat-size.mjs              the sizes of an upload; fails where one is over its limit
//   node scripts/wechat-size.mjs --out FOLDER every setting, and the official SDK too: the compiled files and sizes.json
//   node scripts/wechat-size.mjs --of FILE    as JSON, the sizes of an upload of any scripts: FILE has their paths by name
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { compileApp, settings } from './wechat-size/compile.mjs'
import { official, ours } from './wechat-size/libraries.mjs'
import { isOverLimit, lineOf, measure } from './wechat-size/measure.mjs'

const uploads = ['es6-on-minified', 'es6-off-minified']
const { out, of } = parseArgs({ options: { out: { type: 'string' }, of: { type: 'string' } } }).values
const failed = await (of ? measureScripts(resolve(of)) : out ? compileAll(resolve(out)) : check())
// The compiler leaves a worker behind that would keep the process alive.
process.exit(failed ? 1 : 0)

async function check() {
  let isTooLarge = false
  for (const name of uploads) {
    const sizes = measure(await compileApp(ours, settings[name]))
    for (const size of sizes) process.stdout.write(`${lineOf(name, size)}\n`)
    isTooLarge ||= sizes.some((size) => isOverLimit(name, size))
  }
  return isTooLarge
}

async function measureScripts(list) {
  const scripts = JSON.parse(readFileSync(list, 'utf8'))
  const sizes = []
  for (const setting of uploads) {
    sizes.push(...measure(await compileApp(scripts, settings[setting])).map((size) => ({ setting, ...size })))
  }
  process.stdout.write(JSON.stringify(sizes))
  return false
}

async function compileAll(folder) {
  const sizes = []
  for (const [name, setting] of Object.entries(settings)) {
    for (const [whose, libraries] of Object.entries({ ours, official })) {
      const files = await compileApp(libraries, setting)
      sizes.push(...measure(files).map((size) => ({ setting: name, whose, ...size })))
      for (const [file, text] of Object.entries(files)) write(join(folder, name, whose, file), text)
    }
  }
  write(join(folder, 'sizes.json'), JSON.stringify(sizes))
  return false
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
