import { appendFileSync } from 'node:fs'
import { ci, onlineProjectAt, silenced } from '../miniprogram-ci.mjs'
import { sizeLine } from './size-line.mjs'

/** Milliseconds: compiling takes seconds, and a network that swallows everything never answers. */
const TIME_LIMIT = 300_000

/** Compiles and sends. @returns what to print */
export async function run(options) {
  const project = await onlineProjectAt(options.project, options)
  const printed = []
  const { subPackageInfo = [] } = await inTime(
    silenced(
      () => call(options, project),
      (text) => printed.push(text),
    ),
  )
  const sizes = subPackageInfo.map(({ name, size }) => sizeLine(packageName(name), size))
  const said = `${options.version} by robot ${options.robot}, ${options.desc}`
  return options.command === 'preview' ? [...showCode(printed), said, ...sizes] : [said, ...sizes]
}

function call({ command, version, desc, robot }, project) {
  const common = { project, version, desc, robot, setting: { useProjectConfig: true }, onProgressUpdate() {} }
  return command === 'preview' ? ci.preview({ ...common, qrcodeFormat: 'terminal' }) : ci.upload(common)
}

function inTime(work) {
  let timer
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('ETIMEDOUT')), TIME_LIMIT)
  })
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}

/** A row of the code begins with the first of these: two columns of white, or of black. */
const WHITE = '\u001B[47m  \u001B[0m'
const BLACK = '\u001B[40m  \u001B[0m'

/** The QR code among what was printed, for the terminal and for the summary of a workflow. */
function showCode(printed) {
  const text = printed.find((line) => line.includes(WHITE))
  if (!text) throw new Error('WeChat sent a QR code that cannot be read.')
  const code = text.slice(text.indexOf(WHITE)).trimEnd()
  const { GITHUB_STEP_SUMMARY: summary } = process.env
  if (summary) {
    appendFileSync(summary, `\`\`\`\n${code.replaceAll(BLACK, '██').replaceAll(WHITE, '  ')}\n\`\`\`\n`)
  }
  return [code]
}

const NAMES = { __FULL__: 'all packages', __APP__: 'main package' }
const packageName = (name) => NAMES[name] ?? `subpackage ${name}`
