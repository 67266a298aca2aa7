import { compile } from '../check-mp/compile.mjs'
import { packageSizes } from '../check-mp/size.mjs'
import { openSource } from '../check-mp/source.mjs'
import { silenced } from '../miniprogram-ci.mjs'
import { sizeLine } from './size-line.mjs'

/** Compiles as an upload would, and sends nothing. @returns what to print */
export async function run({ project, version, desc }) {
  const { files, problem } = await silenced(() => compile(openSource(project)))
  if (problem) throw new Error(`${problem.file}:${problem.line}:${problem.column} ${problem.message}`)
  const sizes = Object.entries(packageSizes(files)).map(([name, size]) => sizeLine(name, size))
  return [`${version}, ${desc}`, ...sizes, 'nothing was sent']
}
