import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { freeIdentifiers } from './free-identifiers'

const sdk = resolve(__dirname, '../../../sdk')
const read = (file: string): string => readFileSync(join(sdk, file), 'utf8')
const filesIn = (folder: string, extension: RegExp): string[] =>
  readdirSync(join(sdk, folder))
    .filter((name) => extension.test(name))
    .map((name) => `${folder}/${name}`)

const { exports: paths, typesVersions } = JSON.parse(read('package.json')) as {
  exports: Record<string, unknown>
  typesVersions: { '*': Record<string, string[]> }
}
const entries = Object.keys(paths)
  .filter((path) => path !== './package.json')
  .map((path) => (path === '.' ? 'index' : path.slice('./'.length)))
/** Without what is bundled for Node, from other sources: it has tests of its own. */
const phoneEntries = entries.filter((entry) => entry !== 'testing')
const isForPhones = (file: string): boolean => !file.startsWith('dist/testing.')

const forPhones = filesIn('miniprogram_dist', /\.js$/)
const scripts = [...forPhones, ...filesIn('dist', /\.cjs$/).filter(isForPhones)]
const modules = filesIn('dist', /\.mjs$/).filter(isForPhones)

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

  it('finds in an ES module what only CommonJS has', () => {
    expect(freeIdentifiers("import { a } from './a.mjs'\nexport const b = require(a)", 'module')).toEqual(['require'])
  })

  it.each(['a?.b', 'a ?? b', 'async () => ({ ...a })', '/(?<year>a)/', 'class A { b = 1 }', 'try { a } catch {}'])(
    'refuses %s, which is younger than ES2017',
    (code) => {
      expect(() => freeIdentifiers(`(${code})`)).toThrow(SyntaxError)
    },
  )
})

describe('the built package', () => {
  it('has each entry of package.json in each format, and no other', () => {
    const named = (extension: string, all = entries): string[] => all.map((entry) => `${entry}${extension}`).sort()
    const built = (folder: string, extension: RegExp): string[] =>
      filesIn(folder, extension)
        .map((file) => file.slice(folder.length + 1))
        .filter((name) => !name.startsWith('shared-'))
        .sort()
    expect(built('dist', /\.mjs$/)).toEqual(named('.mjs'))
    expect(built('dist', /\.cjs$/)).toEqual(named('.cjs'))
    expect(built('miniprogram_dist', /\.js$/)).toEqual(named('.js', phoneEntries))
    expect(built('dist/types', /\.d\.mts$/)).toEqual(named('.d.mts'))
    expect(built('miniprogram_dist', /\.d\.ts$/)).toEqual(named('.d.ts', phoneEntries))
  })

  it.each(['dist/compat.cjs', 'miniprogram_dist/compat.js'])(
    '%s is the class itself, as the official SDK is',
    (file) => {
      const COS = jest.requireActual<Record<string, unknown>>(join(sdk, file))
      expect(COS).toBeInstanceOf(Function)
      expect({ ...COS }).toEqual({
        default: COS,
        COS,
        CosError: expect.any(Function),
        isCosError: expect.any(Function),
        Presigner: expect.any(Function),
      })
    },
  )

  it('tells older versions of TypeScript where the types of each entry are', () => {
    const expected = entries
      .filter((entry) => entry !== 'index')
      .map((entry) => [entry, [`./dist/types/${entry}.d.ts`]])
    expect(Object.entries(typesVersions['*'])).toEqual(expected)
  })

  it('has a limit for the size of each entry that phones get', () => {
    const limits = JSON.parse(read('../.size-limit.json')) as { path: string }[]
    expect(limits.map(({ path }) => path).sort()).toEqual(phoneEntries.map((entry) => `sdk/dist/${entry}.mjs`).sort())
  })

  it.each(scripts)('%s is ES2017, and uses nothing that a mini program lacks', (file) => {
    expect(freeIdentifiers(read(file))).toEqual([])
  })

  it.each(modules)('%s is ES2017, and uses nothing that a mini program lacks', (file) => {
    expect(freeIdentifiers(read(file), 'module')).toEqual([])
  })

  it.each(forPhones)('%s has the names and the lines of its source', (file) => {
    const code = read(file)
    expect(code).toMatch(/^var CosError = class extends Error \{$/m)
    expect(code).toMatch(/^\/\/ src\/errors\/cos-error\.ts$/m)
    expect(code.length / code.split('\n').length).toBeLessThan(50)
  })
})

describe.each(phoneEntries)('%s', (entry) => {
  const load = (file: string): object => jest.requireActual(join(sdk, file))

  it('changes nothing around it when it is loaded, and asks for nothing of a platform', () => {
    expect(() => loadInFrozenRealm(read(`miniprogram_dist/${entry}.js`))).not.toThrow()
  })

  it('has the same names in every format', () => {
    const names = Object.keys(load(`../sdk/src/${entry}.ts`)).sort()
    expect(Object.keys(load(`miniprogram_dist/${entry}.js`)).sort()).toEqual(names)
    expect(Object.keys(load(`dist/${entry}.cjs`)).sort()).toEqual(names)
    expect(exportedBy(read(`dist/${entry}.mjs`))).toEqual(names)
  })

  it('has its types in one file for phones', () => {
    expect(read(`miniprogram_dist/${entry}.d.ts`)).toContain('export declare class CosError')
    expect(read(`miniprogram_dist/${entry}.d.ts`)).not.toContain("from './")
  })
})

it('an error of one entry is one for the other, though each is a file by itself', () => {
  type Sdk = typeof import('cos-miniprogram/presign')
  const [one, other] = ['presign', 'index'].map(
    (entry): Sdk => jest.requireActual(join(sdk, `miniprogram_dist/${entry}.js`)),
  ) as [Sdk, Sdk]
  const error = new one.CosError('Network', 'offline')
  expect(error).not.toBeInstanceOf(other.CosError)
  expect(other.isCosError(error)).toBe(true)
})

describe('the check of loading', () => {
  it.each([
    'Array.prototype.own = 1',
    'Object.own = 1',
    'globalThis.own = 1',
    'setTimeout(() => {}, 0)',
    'wx.request({})',
  ])('refuses %s', (code) => {
    expect(() => loadInFrozenRealm(`'use strict'\n${code}`)).toThrow(/is not defined|not extensible|global variable/)
  })
})

/**
 * Runs a script where nothing can be changed and there is no platform: `sideEffects: false` promises bundlers that what
 * nobody uses can be left out.
 */
function loadInFrozenRealm(code: string): void {
  const context = createContext({ module: { exports: {} } })
  const namesOf = (): string => runInContext('Object.getOwnPropertyNames(globalThis).sort().join()', context)
  runInContext(FREEZE_ALL, context)
  const before = namesOf()
  runInContext(`(function () {${code}\n})()`, context)
  if (namesOf() !== before) throw new Error('the script has left a global variable')
}

const FREEZE_ALL = `(function () {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = globalThis[name]
    if (typeof value === 'function' && value.prototype) Object.freeze(value.prototype)
    if (Object(value) === value && name !== 'globalThis' && name !== 'module') Object.freeze(value)
  }
})()`

function exportedBy(code: string): string[] {
  const [, list = ''] = /export \{([^}]*)\};?\s*$/m.exec(code) ?? []
  return list
    .split(',')
    .map((name) => name.replace(/^.* as /s, '').trim())
    .filter(Boolean)
    .sort()
}
