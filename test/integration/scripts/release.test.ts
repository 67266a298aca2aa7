import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')
const needed = [
  '.changeset',
  '.gitignore',
  'examples/native-js/package.json',
  'package.json',
  'package-lock.json',
  'sdk/package.json',
  'sdk/CHANGELOG.md',
  'server/package.json',
  'scripts/fail.mjs',
  'scripts/paths.mjs',
  'scripts/release.mjs',
]
const env = {
  ...process.env,
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: join(root, 'none'),
}

let folder: string
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, env, encoding: 'utf8' }).trim()
const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
const release = (): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(folder, 'scripts/release.mjs')], { cwd: folder, env, encoding: 'utf8' })
const describeChange = (text: string): void =>
  writeFileSync(join(folder, '.changeset/a-change.md'), `---\n'cos-miniprogram': minor\n---\n\n${text}\n`)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
  for (const name of needed) cpSync(join(root, name), join(folder, name), { recursive: true })
  const manifest = JSON.parse(read('sdk/package.json')) as object
  writeFileSync(join(folder, 'sdk/package.json'), JSON.stringify({ ...manifest, version: '0.1.0' }, null, 2))
  mkdirSync(join(folder, 'node_modules'))
  for (const name of ['@changesets', 'prettier']) {
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
  }
  git('init', '--initial-branch', 'main')
  git('add', '--all')
  git('commit', '--message', 'Begin')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('npm run release', () => {
  it('turns changesets into version, changelog, commit and tag', () => {
    describeChange('Uploads can be shared.')
    git('add', '--all')
    git('commit', '--message', 'Share uploads')

    const { status, stdout, stderr } = release()

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^v0\.2\.0: /)
    expect(JSON.parse(read('sdk/package.json'))).toMatchObject({ version: '0.2.0' })
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({ packages: { sdk: { version: '0.2.0' } } })
    expect(JSON.parse(read('examples/native-js/package.json'))).toMatchObject({
      dependencies: { 'cos-miniprogram': '0.2.0' },
    })
    expect(read('sdk/CHANGELOG.md')).toMatch(/## 0\.2\.0\n\n### Minor Changes\n\n- .*Uploads can be shared\./)
    expect(git('log', '-1', '--format=%s %D')).toBe('Release cos-miniprogram 0.2.0 HEAD -> main, tag: v0.2.0')
    expect(git('status', '--porcelain')).toBe('')
  })

  it('refuses a checkout with changes', () => {
    describeChange('Uploads can be shared.')
    expect(release()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^release: commit what is there first/),
    })
    expect(git('tag')).toBe('')
  })

  it('refuses to release nothing', () => {
    expect(release()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^release: nothing to release/) })
    expect(git('tag')).toBe('')
  })
})
