import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

const sdk = resolve(__dirname, '../../../sdk')

/** The package as npm would publish it. */
let folder: string
let files: string[]

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'packed-'))
  const npm = (...args: string[]): string => execFileSync('npm', args, { cwd: sdk, encoding: 'utf8' })
  const [{ filename, files: packed }] = JSON.parse(npm('pack', '--json', '--pack-destination', folder))
  execFileSync('tar', ['-xzf', filename], { cwd: folder })
  files = packed.map(({ path }: { path: string }) => path)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (file: string): string => readFileSync(join(folder, 'package', file), 'utf8')

/** Where a debugger or an editor goes from a text in a file, or from some letters further: a file, and the line there. */
function follow(file: string, text: string, further = 0): { file: string; line: string } {
  const lines = read(file).split('\n')
  const line = lines.findIndex((each) => each.includes(text))
  const [, name = ''] = /\/\/# sourceMappingURL=(.*)/.exec(read(file)) ?? []
  const map = new SourceMap(JSON.parse(read(join(dirname(file), name))))
  const entry = map.findEntry(line, (lines[line]?.indexOf(text) ?? -1) + further)
  if (!('originalSource' in entry)) throw new Error(`${file} does not say where ${text} comes from`)
  const source = relative('/', resolve('/', dirname(file), entry.originalSource))
  return { file: source, line: read(source).split('\n')[entry.originalLine] ?? '' }
}

const containing = (text: string): string => {
  const found = files.find((file) => /^dist\/[^/]*\.mjs$/.test(file) && read(file).includes(text))
  if (!found) throw new Error(`no module has ${text}`)
  return found
}

describe('the packed package', () => {
  it.each(['Presigner', 'COS'])('leads a debugger from %s to its source, in an ES module and in CommonJS', (name) => {
    const expected = { file: expect.stringMatching(/^src\/.+\.ts$/), line: expect.stringContaining(`class ${name} `) }
    const module = containing(`${name} = class`)
    expect(follow(module, `${name} = class`)).toEqual(expected)
    expect(follow(module.replace(/\.mjs$/, '.cjs'), `${name} = class`)).toEqual(expected)
  })

  it.each(['Presigner', 'COS', 'CosError'])('leads an editor from the declaration of %s to its source', (name) => {
    const declaration = files.find((file) => file.endsWith('.d.ts') && read(file).includes(`class ${name} `))
    expect(declaration).toMatch(/^dist\/types\//)
    expect(follow(declaration ?? '', `class ${name} `, 'class '.length).line).toContain(`export class ${name} `)
  })

  it('has every source that a map names', () => {
    const named = files
      .filter((file) => file.endsWith('.map'))
      .flatMap((file) => JSON.parse(read(file)).sources.map((source: string) => join(dirname(file), source)))
    expect(named.length).toBeGreaterThan(50)
    expect(named.filter((source) => !files.includes(source))).toEqual([])
  })

  it('has a map for every script and every declaration that bundlers and editors take', () => {
    const mapped = files.filter((file) => /^dist\/(?!testing\.).*\.(mjs|cjs|d\.ts)$/.test(file))
    expect(mapped.filter((file) => !files.includes(`${file}.map`))).toEqual([])
  })
})
