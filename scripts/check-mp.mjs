// Checks a mini program with WeChat's own compiler, offline: `node scripts/check-mp.mjs [folder of a project.config.json …]`.
// Prints the size of each package, one line for each problem, and fails if there is one.
import { relative, resolve } from 'node:path'
import { silenced } from './miniprogram-ci.mjs'
import { analyse } from './check-mp/analyse.mjs'
import { compile } from './check-mp/compile.mjs'
import { validateJson } from './check-mp/json.mjs'
import { packageSizes, sizeProblems } from './check-mp/size.mjs'
import { openSource } from './check-mp/source.mjs'
import { lintTags } from './check-mp/tags.mjs'
import { lintWxml } from './check-mp/wxml.mjs'
import { lintWxs } from './check-mp/wxs.mjs'
import { root } from './paths.mjs'

const roots = process.argv.slice(2).map((folder) => resolve(folder))
let failed = false
for (const folder of roots.length > 0 ? roots : [root]) {
  const { problems, sizes } = await silenced(() => check(folder))
  const base = relative(process.cwd(), folder)
  for (const [name, size] of Object.entries(sizes)) print(`${base ? `${base}: ` : ''}${name}: ${kilobytes(size)}`)
  for (const { file, line, column, message } of problems) {
    print(`${base ? `${base}/` : ''}${file}:${line}:${column} ${message.replaceAll(/\s+/g, ' ')}`)
  }
  failed ||= problems.length > 0
}
// The compiler leaves a worker and watchers behind that would keep the process alive.
process.exit(failed ? 1 : 0)

/** @returns {Promise<{problems: {file: string, line: number, column: number, message: string}[], sizes: Record<string, number>}>} */
async function check(folder) {
  const source = openSource(folder)
  const seen = [...(await validateJson(source)), ...lintWxml(source), ...lintTags(source), ...lintWxs(source)]
  // The compiler would stop at one of these, or tell of it again.
  if (seen.length > 0) return { problems: seen, sizes: {} }
  const { files, problem } = await compile(source)
  if (problem) return { problems: [problem], sizes: {} }
  const sizes = packageSizes(files)
  return { problems: [...(await analyse(source, files)), ...sizeProblems(sizes, source.appJson)], sizes }
}

function kilobytes(bytes) {
  return `${(bytes / 1024).toFixed(1)} KB`
}

function print(line) {
  process.stdout.write(`${line}\n`)
}
