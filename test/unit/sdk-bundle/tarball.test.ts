/** What npm would publish of `sdk/`: all that a user needs, and nothing else. */
import { execSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')
const sdk = join(root, 'sdk')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const { exports: paths } = JSON.parse(read('sdk/package.json')) as { exports: Record<string, unknown> }
const entries = Object.keys(paths)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice('./'.length)))

const packed = (
  JSON.parse(execSync('npm pack --dry-run --json', { cwd: sdk, encoding: 'utf8', stdio: 'pipe' })) as [
    { files: { path: string }[] },
  ]
)[0].files.map(({ path }) => path)

/** They have no source map: the code is readable, and its sources are not in the package. */
const nodeEntries = ['testing']
const phoneEntries = entries.filter((entry) => !nodeEntries.includes(entry))

/** Files below a folder of the package, with `/`. */
const below = (folder: string): string[] =>
  readdirSync(join(sdk, folder), { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) =>
      join(item.parentPath, item.name)
        .slice(sdk.length + 1)
        .replaceAll('\\', '/'),
    )

const ofEntries = (names: readonly string[], patterns: string[]): string[] =>
  names.flatMap((entry) => patterns.map((pattern) => pattern.replace('*', entry)))

describe('the tarball', () => {
  it('holds each entry for bundlers, Node and mini programs, with types and source maps', () => {
    const needed = ofEntries(phoneEntries, [
      'dist/*.mjs',
      'dist/*.mjs.map',
      'dist/*.cjs',
      'dist/*.cjs.map',
      'dist/types/*.d.ts',
      'dist/types/*.d.mts',
      'miniprogram_dist/*.js',
      'miniprogram_dist/*.d.ts',
    ])
    expect(packed).toEqual(expect.arrayContaining(needed))
  })

  it('holds each entry for Node, with types and the licenses of what is bundled, and nothing of it for phones', () => {
    const files = packed.filter((path) =>
      nodeEntries.some((entry) => new RegExp(`dist/(types/)?${entry}\\.`).test(path)),
    )
    const needed = ['dist/*.mjs', 'dist/*.cjs', 'dist/*.licenses.txt', 'dist/types/*.d.ts', 'dist/types/*.d.mts']
    expect(files.sort()).toEqual([...ofEntries(nodeEntries, needed), 'dist/types/testing.d.ts.map'].sort())
  })

  it('holds all sources, to which the source maps lead', () => {
    expect(packed.filter((path) => path.startsWith('src/')).sort()).toEqual(below('src').sort())
  })

  it('holds what people read, and nothing else at its top', () => {
    expect(packed.filter((path) => !path.includes('/')).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'README.zh-CN.md',
      'package.json',
    ])
  })

  it('holds in its folders scripts, types, source maps and sources, and nothing else', () => {
    const known = [
      /^dist\/(\w+|shared-\w+)\.[cm]js(\.map)?$/,
      /^dist\/\w+\.licenses\.txt$/,
      /^dist\/types\/[\w/-]+\.d\.(mts|ts|ts\.map)$/,
      /^miniprogram_dist\/\w+\.(js|d\.ts)$/,
      /^src\/[\w/-]+\.ts$/,
    ]
    const nested = packed.filter((path) => path.includes('/'))
    expect(nested.filter((path) => !known.some((pattern) => pattern.test(path)))).toEqual([])
  })

  it('has the license of the repository', () => {
    expect(read('sdk/LICENSE')).toBe(read('LICENSE'))
  })
})
