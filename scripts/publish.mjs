// Publishes `sdk/` to npm: `node scripts/publish.mjs [--dry-run]`. In GitHub Actions with provenance, on the tag of its version.
import { spawnSync } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { asideOf, removeAside } from './aside.mjs'
import { fail } from './fail.mjs'
import { root } from './paths.mjs'

const { GITHUB_ACTIONS, GITHUB_REF_NAME, GITHUB_REPOSITORY, GITHUB_SERVER_URL } = process.env
const isDry = process.argv.includes('--dry-run')
const manifest = JSON.parse(readFileSync(`${root}/sdk/package.json`, 'utf8'))
if (!isDry && GITHUB_REF_NAME !== `v${manifest.version}`) {
  fail(
    `publish: the version is ${manifest.version}, and the tag is ${GITHUB_REF_NAME ?? 'missing'}: run it on v${manifest.version}.`,
  )
}
try {
  process.exitCode = publish(copyOfPackage())
} finally {
  removeAside()
}

/** The package as it is published: where its repository lies is known only to whoever publishes it. */
function copyOfPackage() {
  const folder = asideOf('publish')
  cpSync(`${root}/sdk`, folder, { recursive: true })
  writeFileSync(`${folder}/package.json`, `${JSON.stringify({ ...manifest, ...addresses() }, null, 2)}\n`)
  return folder
}

/** Provenance is refused where `repository` is another one than that of the workflow. */
function addresses() {
  if (!GITHUB_REPOSITORY) return {}
  const home = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`
  return {
    homepage: `${home}#readme`,
    bugs: `${home}/issues`,
    repository: { type: 'git', url: `git+${home}.git`, directory: 'sdk' },
  }
}

function publish(folder) {
  const options = [isDry && '--dry-run', !isDry && GITHUB_ACTIONS && '--provenance'].filter(Boolean)
  const command = ['publish', '--access', 'public', ...options]
  return spawnSync('npm', command, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1
}
