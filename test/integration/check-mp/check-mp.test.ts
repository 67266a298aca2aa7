import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkMp, writeApp } from './check-mp'
import { sampleApp, type AppFiles } from './sample-app'

interface Broken {
  files: AppFiles
  line: RegExp
}

const page = 'miniprogram/pages/index/index'
const text = (name: string): string => sampleApp[name] ?? ''
const edited = (name: string, from: string, to: string): AppFiles => {
  if (!text(name).includes(from)) throw new Error(`${name} has no ${from}`)
  return { [name]: text(name).replace(from, to) }
}

const broken: Record<string, Broken> = {
  'a closing tag that has none open': {
    files: { [`${page}.wxml`]: '<view><text></view>\n' },
    line: /index\.wxml:1:\d+ .*(end tag|missing end)/,
  },
  'a tag left open at the end of a file': {
    files: { [`${page}.wxml`]: '<text>a</text>\n<view>\n' },
    line: /index\.wxml:2:2 missing end tag/,
  },
  'a tag that nobody declares': {
    files: edited(`${page}.wxml`, '<counter start="{{1}}" />', '<countr start="{{1}}" />'),
    line: /index\.wxml:6:1 unknown tag: countr/,
  },
  'an expression that does not parse': {
    files: edited(`${page}.wxml`, '{{1}}', '{{1 +}}'),
    line: /index\.wxml:6:\d+ unexpected character inside expression/,
  },
  'an imported template that is not there': {
    files: { 'miniprogram/pages/index/row.wxml': null },
    line: /index\.wxml:1:\d+ Couldn't resolve the Wxml file "\.\/row\.wxml"/,
  },
  'a WXS file that is not there': {
    files: { 'miniprogram/pages/index/format.wxs': null },
    line: /index\.wxml:2:\d+ Couldn't resolve the Wxs file "\.\/format\.wxs"/,
  },
  'a WXS file that does not parse': {
    files: { 'miniprogram/pages/index/format.wxs': 'var a = 1\nvar b = ;\n' },
    line: /format\.wxs:2:9 wxs: Unexpected token/,
  },
  'WXS in a template that does not parse': {
    files: edited(`${page}.wxml`, 'one: 1 < 2', 'one: 1 <'),
    line: /index\.wxml:3:\d+ wxs: Unexpected token/,
  },
  'WXSS that does not parse': {
    files: { [`${page}.wxss`]: '.a { color: red; }\n.b {\n' },
    line: /index\.wxss:2:1 Unclosed block/,
  },
  'imported WXSS that is not there': {
    files: { 'miniprogram/pages/index/row.wxss': null },
    line: /index\.wxss:1:\d+ Couldn't resolve the Wxss file "\.\/row\.wxss"/,
  },
  'the JSON of a page that does not parse': {
    files: { [`${page}.json`]: '{\n  "usingComponents": {,\n}\n' },
    line: /index\.json:2:\d+ .*JSON/,
  },
  'an app.json that ends too early': {
    files: { 'miniprogram/app.json': '{ "pages": [\n' },
    line: /app\.json:2:1 .*JSON/,
  },
  'a key that app.json does not have': {
    files: edited('miniprogram/app.json', '"style"', '"styl"'),
    line: /app\.json:\d+:3 unknown key: app\.json \["styl"\]/,
  },
  'a value of the wrong type': {
    files: edited('miniprogram/app.json', '"Sample"', '3'),
    line: /app\.json:\d+:\d+ window\.navigationBarTitleText should be string/,
  },
  'a component path that leads nowhere': {
    files: edited(`${page}.json`, '/counter/counter', '/counter/countr'),
    line: /index\.json:1:1 .*component not found/,
  },
  'a page that is not there': {
    files: edited('miniprogram/app.json', 'pages/index/index', 'pages/index/indx'),
    line: /app\.json:1:1 .*could not find the corresponding file: "pages\/index\/indx/,
  },
  'a page without its template': {
    files: { [`${page}.wxml`]: null },
    line: /app\.json:1:1 .*could not find the corresponding file: "pages\/index\/index\.wxml"/,
  },
  'a page without its script': {
    files: { [`${page}.ts`]: null },
    line: /app\.json:1:1 .*could not find the corresponding file: "pages\/index\/index\.js"/,
  },
  'a theme variable that is not there': {
    files: edited('miniprogram/app.json', '@background', '@backgrund'),
    line: /(app|theme)\.json:1:1 .*backgrund/,
  },
  'a theme file that is not there': {
    files: { 'miniprogram/theme.json': null },
    line: /app\.json:1:1 .*theme\.json" file not found/,
  },
  'a sitemap that is not there': {
    files: { 'miniprogram/sitemap.json': null },
    line: /sitemap\.json/,
  },
  'TypeScript that does not parse': {
    files: { 'miniprogram/services/twice.ts': 'export const one = 1\nexport const twice = ;\n' },
    line: /services\/twice\.ts:2:\d+ Unexpected token/,
  },
  'a relative import that leads nowhere': {
    files: edited(`${page}.ts`, '../../services/twice', '../../services/thrice'),
    line: /index\.ts:1:\d+ Couldn't resolve the Js file "\.\.\/\.\.\/services\/thrice"/,
  },
  'an npm import that leads nowhere': {
    files: edited(`${page}.ts`, "'greeting'", "'greetings'"),
    line: /index\.ts:2:\d+ Couldn't resolve the Js file "greetings"/,
  },
  'an npm package that was not packed': {
    files: { 'miniprogram/miniprogram_npm/greeting/index.js': null },
    line: /index\.ts:2:\d+ Couldn't resolve the Js file "greeting"/,
  },
  'a main package that is too large': {
    files: { 'miniprogram/table.json': JSON.stringify('x'.repeat(2.3 * 1024 * 1024)) },
    line: /app\.json:1:1 main package has \d+ bytes, more than 1572864/,
  },
}

const folderOf = (name: string): string => name.replaceAll(/\W+/g, '-')

describe('check:mp', () => {
  let base: string
  let outcome: { status: number | null; lines: string[] }

  beforeAll(async () => {
    base = mkdtempSync(join(tmpdir(), 'check-mp-test-'))
    for (const [name, { files }] of Object.entries(broken))
      writeApp(join(base, folderOf(name)), { ...sampleApp, ...files })
    outcome = await checkMp(base, Object.keys(broken).map(folderOf))
  }, 300_000)
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it('passes a sound app and prints the size of each package', async () => {
    writeApp(join(base, 'sound'), sampleApp)
    expect(await checkMp(base, ['sound'])).toEqual({
      status: 0,
      lines: [
        expect.stringMatching(/^sound: main package: \d+\.\d KB$/),
        expect.stringMatching(/^sound: subpackage extra: \d+\.\d KB$/),
      ],
    })
  }, 30_000)

  it('fails when there is a problem', () => expect(outcome.status).toBe(1))

  it.each(Object.keys(broken))('reports %s', (name) => {
    const found = outcome.lines.filter((line) => line.startsWith(`${folderOf(name)}/`))
    expect(found.filter((line) => broken[name]?.line.test(line))).toHaveLength(1)
  })

  it('reports each mistake on one line', () => {
    for (const name of Object.keys(broken)) {
      const found = outcome.lines.filter((line) => line.startsWith(`${folderOf(name)}/`))
      expect({ name, found }).toEqual({ name, found: [expect.stringMatching(/^[^:]+:\d+:\d+ \S/)] })
    }
  })
})
