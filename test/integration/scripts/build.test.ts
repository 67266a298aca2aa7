import { spawn } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')
let copy: string

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'build-'))
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.base.json']) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  mkdirSync(join(copy, 'sdk/src'), { recursive: true })
  for (const name of ['package.json', 'tsconfig.json', 'api-extractor.json']) {
    cpSync(join(root, 'sdk', name), join(copy, 'sdk', name))
  }
  const entries = "export const phoneEntries = ['index', 'presign']\nexport const nodeEntries = []\n"
  writeFileSync(join(copy, 'scripts/sdk-entries.mjs'), entries)
  write('src/signer.ts', '/** Signs. */\nexport const sign = (text: string): string => [...text].reverse().join("")\n')
  write('src/presign.ts', "export { sign } from './signer'\n")
  write(
    'src/index.ts',
    "export { sign, sign as default } from './signer'\n\n/** The version. */\nexport const version = '1'\n",
  )
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

const write = (name: string, text: string): void => writeFileSync(join(copy, 'sdk', name), text)
const read = (name: string): string => readFileSync(join(copy, 'sdk', name), 'utf8')

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

function buildSdk(
  env: Record<string, string> = {},
  ...flags: string[]
): Promise<{ status: number | null; output: string }> {
  const { CI: _ci, ...inherited } = process.env
  const child = spawn(process.execPath, [join(copy, 'scripts/build.mjs'), 'sdk', ...flags], {
    cwd: copy,
    env: { ...inherited, ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('close', (status) => settle({ status, output }))
  })
}

describe('npm run build', () => {
  it('says nothing, and makes each format, with shared code once except for phones', async () => {
    expect(await buildSdk()).toEqual({ status: 0, output: '' })
    const names = readdirSync(join(copy, 'sdk/dist'))
      .map((name) => name.replace(/^shared-\w+/, 'shared'))
      .sort()
    const formats = (name: string): string[] =>
      ['.cjs', '.cjs.map', '.mjs', '.mjs.map'].map((extension) => `${name}${extension}`)
    expect(names).toEqual([...formats('index'), ...formats('presign'), ...formats('shared'), 'types'])
    expect(readdirSync(join(copy, 'sdk/miniprogram_dist')).filter((name) => name.endsWith('.js'))).toEqual([
      'index.js',
      'presign.js',
    ])
  }, 60_000)

  it('gives an ES module its default by name, since that of CommonJS would be another', () => {
    const all = "export * from './index.js'\n"
    expect(read('dist/types/index.d.mts')).toBe(`${all}export { sign as default } from './index.js'\n`)
    expect(read('dist/types/presign.d.mts')).toBe("export * from './presign.js'\n")
  })

  it('does nothing where nothing has changed', async () => {
    appendFileSync(join(copy, 'sdk/dist/index.mjs'), '// kept\n')
    expect(await buildSdk()).toEqual({ status: 0, output: '' })
    expect(read('dist/index.mjs')).toContain('// kept')
  }, 60_000)

  it('makes what is missing', async () => {
    rmSync(join(copy, 'sdk/dist/types/index.d.mts'))
    expect(await buildSdk()).toEqual({ status: 0, output: '' })
    expect(read('dist/types/index.d.mts')).toContain('./index.js')
  }, 60_000)

  it('may run twice at once, beside those who read what is there', async () => {
    const files = (): string[] =>
      ['dist', 'miniprogram_dist'].flatMap((folder) => filesBelow(join(copy, 'sdk', folder)).sort())
    const before = files().map((file) => [file, statSync(file).ino])
    const builds = await Promise.all([buildSdk({}, '--force'), buildSdk({}, '--force')])
    expect(builds).toEqual(Array(2).fill({ status: 0, output: '' }))
    expect(files().map((file) => [file, statSync(file).ino])).toEqual(before)
    expect(readdirSync(join(copy, '.tmp'))).toEqual(['build'])
  }, 60_000)

  it('fails in CI where the report of the public names is stale', async () => {
    write('src/index.ts', `${read('src/index.ts')}\n/** More. */\nexport const more = 1\n`)
    const { status, output } = await buildSdk({ CI: 'true' })
    expect(status).toBe(1)
    expect(output).toBe(
      'build: sdk/etc/index.api.md is not what sdk/src/index.ts exports: run `npm run build` and commit it\n',
    )
    expect(await buildSdk()).toEqual({ status: 0, output: '' })
    expect(read('etc/index.api.md')).toContain('more = 1')
    expect(await buildSdk({ CI: 'true' })).toEqual({ status: 0, output: '' })
  }, 60_000)

  it('shows what is public and has no doc comment, or is part of it and not exported', async () => {
    const text = read('src/index.ts')
    write('src/index.ts', `${text}\ninterface Hidden { a: 1 }\nexport const bare: Hidden = { a: 1 }\n`)
    const { status, output } = await buildSdk()
    write('src/index.ts', text)
    expect(status).toBe(1)
    expect(output).toMatch(/src\/index\.ts:\d+:14 - \(ae-undocumented\) Missing documentation for "bare"/)
    expect(output).toMatch(/src\/index\.ts:.* - \(ae-forgotten-export\) The symbol "Hidden" needs to be exported/)
  }, 60_000)

  it('shows where a type is wrong', async () => {
    write('src/index.ts', `${read('src/index.ts')}\n/** Wrong. */\nexport const wrong: number = ''\n`)
    const { status, output } = await buildSdk()
    expect(status).toBe(1)
    expect(output).toContain("src/index.ts(10,14): error TS2322: Type 'string' is not assignable to type 'number'.")
    expect(output).toContain('build: the types of sdk/src are wrong\n')
  }, 60_000)
})
