import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ci, projectAt } from '../miniprogram-ci.mjs'
import { positionAt } from './source.mjs'

/** What only shows in the compiled program: imports of every kind that lead nowhere, and WeChat's own quality rules. */
export async function analyse(source, files) {
  const out = writeCompiled(files)
  try {
    const { modules } = await ci.analyseCode(projectAt(out))
    const unresolved = modules.flatMap((module) => unresolvedIn(module, source))
    const quality = await ci.checkCodeQuality(projectAt(out))
    return [...unresolved, ...quality.filter(isProblem).map(qualityProblem)]
  } finally {
    rmSync(out, { recursive: true, force: true })
  }
}

function writeCompiled(files) {
  const out = mkdtempSync(join(tmpdir(), 'check-mp-'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(out, name)), { recursive: true })
    writeFileSync(join(out, name), content)
  }
  const setting = { minified: true, minifyWXML: true, minifyWXSS: true }
  const config = { appid: 'touristappid', compileType: 'miniprogram', miniprogramRoot: '', setting }
  writeFileSync(join(out, 'project.config.json'), JSON.stringify(config))
  return out
}

function unresolvedIn({ path, errors = [], deps }, source) {
  const messages = [...errors, ...deps.map(({ error }) => error)]
    .filter(Boolean)
    .map((error) => error.message ?? `${error}`)
  return messages.map((message) => {
    const file = sourceOf(path, source)
    const told = message.replace(/^Error: /, '').replace(/ relative to .*$/s, '')
    const request = /"([^"]+)"/.exec(told)?.[1]
    const text = source.has(file) ? source.read(file) : ''
    return { file, ...positionAt(text, request ? text.indexOf(request) : 0), message: told }
  })
}

function sourceOf(path, { miniprogram, has }) {
  const file = miniprogram ? `${miniprogram}/${path}` : path
  const typescript = file.replace(/\.js$/, '.ts')
  return has(typescript) ? typescript : file
}

// What a library brings and the app leaves alone is no mistake: an upload drops it. Sizes are another file's subject.
const isProblem = ({ name, success }) =>
  !success && !name.startsWith('CONTAINS_UNUSED') && name !== 'PACKAGE_SIZE_LIMIT'

function qualityProblem({ name, text, detail }) {
  const told = `${name}: ${text} ${JSON.stringify(detail ?? '').slice(0, 300)}`
  return { file: 'project.config.json', line: 1, column: 1, message: told }
}
