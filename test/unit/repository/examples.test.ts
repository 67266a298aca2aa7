/** What `npm run test:examples` takes long to try, and what can be seen at once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checks } from '../../examples/checks'

const root = resolve(__dirname, '../../..')
const folder = join(root, 'examples')
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []))

interface Manifest {
  version: string
  workspaces?: string[]
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

const readJson = (path: string): Manifest => JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest

it('examples are no workspaces: installing the repository does not install them', () => {
  expect(readJson('package.json').workspaces).toEqual(['sdk', 'server'])
})

it.each(names)('%s is tried by npm run test:examples', (name) => {
  expect([...checks.keys()]).toContain(name)
})

it.each(names)('%s is named in the list of examples', (name) => {
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain(`(${name}/README.md)`)
})

it.each(names)('%s has a README in both languages', (name) => {
  expect(readFileSync(join(folder, name, 'README.md'), 'utf8')).toMatch(/^# [^]+\n## 中文\n/)
})

it.each(names)('%s names exact versions, and that of the SDK', (name) => {
  const { dependencies = {}, devDependencies = {} } = readJson(`examples/${name}/package.json`)
  const inexact = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, asked]) => !/^\d[\w.-]*$/.test(asked),
  )
  expect(inexact).toEqual([])
  const asked = dependencies['cos-miniprogram']
  expect([undefined, readJson('sdk/package.json').version]).toContain(asked)
})

it.each(names)('%s keeps what is installed and built out of the commit', (name) => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8').split('\n')
  expect(ignored).toEqual(
    expect.arrayContaining(['node_modules/', 'examples/**/dist/', 'examples/**/miniprogram_npm/']),
  )
  expect(existsSync(join(folder, name, 'package-lock.json'))).toBe(false)
})
