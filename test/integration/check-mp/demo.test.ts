import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { checkMp, copyDemo, filesOf } from './check-mp'

let base: string
let lines: string[]
let templates: string[]

const edit = (file: string, change: (text: string) => string): void => {
  const text = readFileSync(file, 'utf8')
  const changed = change(text)
  if (changed === text) throw new Error(`${file} has not changed`)
  writeFileSync(file, changed)
}
const copy = (name: string): string => {
  copyDemo(join(base, name))
  return join(base, name, 'miniprogram')
}
const below = (name: string, files: readonly string[]): string[] =>
  files.map((file) => relative(join(base, name), file))
const linesOf = (name: string): string[] =>
  lines.filter((line) => line.startsWith(`${name}/`)).map((line) => line.slice(name.length + 1))

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'check-mp-demo-'))
  const tags = filesOf(copy('tags'), '.wxml')
  for (const file of tags) edit(file, (text) => `${text}<view>\n`)
  templates = below('tags', tags)
  edit(join(copy('page'), 'app.json'), (text) => text.replace(/"pages\/(\w+)\//, '"pages/$1x/'))
  const outcome = await checkMp(base, ['tags', 'page'])
  lines = outcome.lines
}, 300_000)
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('check:mp on the demo', () => {
  it('reports a tag left open in any template', () => {
    expect(templates.length).toBeGreaterThan(0)
    for (const file of templates) expect(linesOf('tags')).toContainEqual(expect.stringMatching(openTagIn(file)))
  })

  it('reports a page path that leads nowhere', () => {
    expect(linesOf('page')).toContainEqual(expect.stringMatching(/^miniprogram\/app\.json:1:1 .*could not find/))
  })
})

const openTagIn = (file: string): RegExp => new RegExp(`^${file.replaceAll(/[.+]/g, '\\$&')}:\\d+:2 missing end tag$`)
