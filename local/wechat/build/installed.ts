import { createRequire } from 'node:module'
import path from 'node:path'

const installed = createRequire(__filename)

/** The folder of an installed package of the project. */
export function packageFolder(name: string): string {
  return path.dirname(installed.resolve(`${name}/package.json`))
}
