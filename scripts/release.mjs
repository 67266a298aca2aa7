// Makes a release of what `.changeset/` describes: version, changelog, commit and tag. Pushing the tag publishes it.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fail } from './fail.mjs'
import { root } from './paths.mjs'

if (git('status', '--porcelain')) fail('release: commit what is there first: a release takes all of the checkout.')
if (!readdirSync(`${root}/.changeset`).some((name) => name.endsWith('.md') && name !== 'README.md')) {
  fail('release: nothing to release: describe the change first, with npx changeset.')
}
execFileSync(process.execPath, [`${root}/node_modules/@changesets/cli/bin.js`, 'version'], { cwd: root })
const { name, version } = readJson('sdk/package.json')
updateLock(version)
updateExamples(version)
git('add', '--all')
git('commit', '--message', `Release ${name} ${version}`)
git('tag', '--annotate', `v${version}`, '--message', `${name} ${version}`)
process.stdout.write(`v${version}: look at it, then git push --follow-tags\n`)

/** `npm ci` refuses a lock whose version of a workspace is another one. */
function updateLock(version) {
  const lock = readJson('package-lock.json')
  lock.packages.sdk.version = version
  writeFileSync(`${root}/package-lock.json`, `${JSON.stringify(lock, null, 2)}\n`)
}

/** The examples name one version each: the one that is released with them. */
function updateExamples(version) {
  for (const name of readdirSync(`${root}/examples`)) {
    const file = `${root}/examples/${name}/package.json`
    if (!existsSync(file)) continue
    const manifest = readFileSync(file, 'utf8')
    writeFileSync(file, manifest.replace(/("cos-miniprogram": )"[^"]*"/, `$1"${version}"`))
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(`${root}/${file}`, 'utf8'))
}

function git(...args) {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
}
