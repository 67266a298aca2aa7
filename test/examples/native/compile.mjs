// Packs npm and compiles a native mini program as WeChat does when it uploads: `node compile.mjs FOLDER OUT`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compile } from '../../../scripts/check-mp/compile.mjs'
import { openSource } from '../../../scripts/check-mp/source.mjs'
import { ci, projectAt, silenced } from '../../../scripts/miniprogram-ci.mjs'

const [folder, out] = process.argv.slice(2)
const { setting } = JSON.parse(readFileSync(join(folder, 'project.config.json'), 'utf8'))

const warnings = await silenced(packNpm)
const { files, problem } = await silenced(() => compile(openSource(folder)))
const failures = [...warnings.map(({ msg }) => msg), ...(problem ? [`${problem.file}: ${problem.message}`] : [])]
for (const failure of failures) process.stderr.write(`${failure}\n`)
for (const [name, content] of Object.entries(files ?? {})) write(join(out, name), content)
// The compiler leaves a worker behind that would keep the process alive.
process.exit(failures.length > 0 ? 1 : 0)

async function packNpm() {
  if (!setting.packNpmManually) return (await ci.packNpm(projectAt(folder), { reporter() {} })) ?? []
  const [{ packageJsonPath, miniprogramNpmDistDir }] = setting.packNpmRelationList
  const places = [packageJsonPath, miniprogramNpmDistDir].map((path) => join(folder, path))
  const { warnList } = await ci.packNpmManually({ packageJsonPath: places[0], miniprogramNpmDistDir: places[1] })
  return warnList
}

function write(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
}
