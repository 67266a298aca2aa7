import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')
const pathOf = (entry: string) => join(root, `sdk/miniprogram_dist/${entry}.js`)
const scripts = readdirSync(join(root, 'sdk/miniprogram_dist')).filter((name) => name.endsWith('.js'))

/** Runs a module that imports scripts of the repository, and ends it, since WeChat's compiler leaves a worker behind. */
function evaluate(code: string): unknown {
  const program = `${code}\nprocess.stdout.write(JSON.stringify(result), () => process.exit())`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { cwd: root, encoding: 'utf8' })
  return JSON.parse(output)
}

function compile(entry: 'index' | 'presign', setting: string): unknown {
  const libraries = JSON.stringify({ [`cos-miniprogram/${entry}.js`]: pathOf(entry) })
  return evaluate(`import { compileApp, settings } from './scripts/wechat-size/compile.mjs'
const result = await compileApp(${libraries}, settings['${setting}'])`)
}

describe("WeChat's compiler", () => {
  it("leaves the SDK as it is with this repository's own project.config.json", () => {
    const text = readFileSync(pathOf('presign'), 'utf8')
    expect(compile('presign', 'as-it-is')).toEqual({ 'miniprogram_npm/cos-miniprogram/presign.js': text })
  })

  it.each([
    ['turns the async functions of the main entry into generators, which takes a helper', 'index', true],
    ['finds no async function in presign, which signs thousands of URLs', 'presign', false],
  ] as const)('%s, with es6 on', (_, entry, takesHelper) => {
    const files = Object.keys(Object(compile(entry, 'es6-on-minified')))
    expect(files.includes('@babel/runtime/helpers/regeneratorRuntime.js')).toBe(takesHelper)
  })
})

it('the sizes of any scripts in an upload are told as JSON, by setting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wechat-size-'))
  try {
    const list = join(folder, 'scripts.json')
    writeFileSync(join(folder, 'a.js'), 'exports.answer = async () => 42\n')
    writeFileSync(list, JSON.stringify({ 'a.js': join(folder, 'a.js') }))
    const args = [join(root, 'scripts/wechat-size.mjs'), '--of', list]
    const sizes: { setting: string; name: string; bytes: number }[] = JSON.parse(
      execFileSync(process.execPath, args, { encoding: 'utf8' }),
    )
    const bytesOf = (setting: string) => sizes.find((each) => each.setting === setting && each.name === 'a.js')?.bytes
    expect(bytesOf('es6-off-minified')).toBeGreaterThan(20)
    // A generator is longer.
    expect(bytesOf('es6-on-minified')).toBeGreaterThan(bytesOf('es6-off-minified') ?? Infinity)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

describe('the check of sizes', () => {
  it('fails where an entry is over its limit, and says so', () => {
    const copy = mkdtempSync(join(tmpdir(), 'wechat-size-'))
    try {
      for (const name of ['scripts', 'project.config.json'])
        cpSync(join(root, name), join(copy, name), { recursive: true })
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
      mkdirSync(join(copy, 'sdk/miniprogram_dist'), { recursive: true })
      const writeEntry = (name: string, text: string): void =>
        writeFileSync(join(copy, 'sdk/miniprogram_dist', name), `module.exports = '${text}'\n`)
      for (const name of scripts) writeEntry(name, 'small')
      writeEntry('presign.js', 'x'.repeat(90_000))
      const { status, stdout } = spawnSync(process.execPath, [join(copy, 'scripts/wechat-size.mjs')], {
        encoding: 'utf8',
      })
      expect(stdout).toMatch(/^es6-on-minified: cos-miniprogram\/presign\.js 90\.0 kB .*: too large$/m)
      expect(status).toBe(1)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })

  it.each(['es6-on-minified', 'es6-off-minified'])('has a limit for each entry with %s', (setting) => {
    const sizes = JSON.stringify(scripts.map((name) => ({ name: `cos-miniprogram/${name}`, bytes: 1 })))
    const isOver = evaluate(`import { isOverLimit } from './scripts/wechat-size/measure.mjs'
const result = ${sizes}.map((size) => isOverLimit('${setting}', size))`)
    expect(isOver).toEqual(scripts.map(() => false))
  })

  it('fails where an entry has no limit', () => {
    const message = evaluate(`import { isOverLimit } from './scripts/wechat-size/measure.mjs'
let result
try { isOverLimit('es6-on-minified', { name: 'cos-miniprogram/new.js', bytes: 1 }) } catch ({ message }) { result = message }`)
    expect(message).toMatch(/^cos-miniprogram\/new\.js has no limit/)
  })
})
