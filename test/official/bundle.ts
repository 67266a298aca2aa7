import { join } from 'node:path'
import { build } from 'esbuild'

/** Makes one CommonJS file of a script of this folder, for processes that know nothing of TypeScript. */
export async function bundle(name: string, folder: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`)
  const entry = join(__dirname, `${name}.ts`)
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external' })
  return outfile
}
