import path from 'node:path'

/** The folder of an installed package of the project. */
export function packageFolder(name: string): string {
  return path.dirname(require.resolve(`${name}/package.json`))
}
