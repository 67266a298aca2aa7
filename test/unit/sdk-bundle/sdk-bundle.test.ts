import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { freeIdentifiers } from './free-identifiers'

const sdk = resolve(__dirname, '../../../sdk')
const forPhones = join(sdk, 'miniprogram_dist')
const scripts = readdirSync(forPhones).filter((name) => name.endsWith('.js'))

describe('the check for free identifiers', () => {
  it.each(['fetch', 'URL', 'TextEncoder', 'Buffer', 'process', 'window', 'globalThis', 'eval', 'Function'])(
    'finds %s',
    (name) => {
      expect(freeIdentifiers(`exports.run = function () { return typeof ${name} }`)).toEqual([name])
    },
  )

  it('lets pass what is declared, and what a mini program has', () => {
    const code = 'const fetch = 1; exports.run = (URL) => [fetch, URL, wx, console, setTimeout, Promise, { window: 1 }]'
    expect(freeIdentifiers(code)).toEqual([])
  })

  it.each(['a?.b', 'a ?? b', '({ ...a })', '/(?<year>a)/'])('refuses %s, which is younger than ES2017', (code) => {
    expect(() => freeIdentifiers(code)).toThrow(SyntaxError)
  })
})

describe('what ships to phones', () => {
  it('is one file for each entry point', () => {
    expect(scripts).toEqual(['index.js', 'presign.js'])
  })

  it('calls no public member by another name', () => {
    const declarations = readFileSync(join(forPhones, 'index.d.ts'), 'utf8')
    const members = [...declarations.matchAll(/^ +(?:readonly )?(\w+)\??[:(]/gm)].map(([, name = '']) => name)
    expect(members).toEqual(expect.arrayContaining(['pause', 'getStorageSync', 'totalBytesWritten']))
    const names = readFileSync(join(sdk, '../scripts/internal-names.mjs'), 'utf8')
    const internal = [...names.matchAll(/^ {2}'(\w+)',$/gm)].map(([, name]) => name)
    expect(internal.length).toBeGreaterThan(20)
    expect(internal.filter((name = '') => members.includes(name))).toEqual([])
  })

  it.each(scripts)('%s uses nothing that a mini program lacks', (name) => {
    expect(freeIdentifiers(readFileSync(join(forPhones, name), 'utf8'))).toEqual([])
  })
})

describe.each(['index', 'presign'])('%s', (entry) => {
  const load = (file: string): object => jest.requireActual(join(sdk, file))

  it('loads where there is no wx', () => expect(() => load(`miniprogram_dist/${entry}.js`)).not.toThrow())

  it('has the same names in every format', () => {
    const names = Object.keys(load(`../sdk/src/${entry}.ts`)).sort()
    expect(Object.keys(load(`miniprogram_dist/${entry}.js`)).sort()).toEqual(names)
    expect(Object.keys(load(`dist/${entry}.cjs`)).sort()).toEqual(names)
    expect(exportedBy(readFileSync(join(sdk, `dist/${entry}.mjs`), 'utf8'))).toEqual(names)
  })

  it('has its types beside it', () => {
    for (const file of [`dist/${entry}.d.ts`, `dist/${entry}.d.mts`, `miniprogram_dist/${entry}.d.ts`]) {
      expect(readFileSync(join(sdk, file), 'utf8')).toContain('export declare class Presigner')
    }
  })
})

function exportedBy(code: string): string[] {
  const [, list = ''] = /export \{([^}]*)\};?\s*$/.exec(code) ?? []
  return list
    .split(',')
    .flatMap((name) => name.trim() || [])
    .sort()
}
