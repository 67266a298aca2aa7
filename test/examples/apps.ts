import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Local } from '../../local/services'
import { checkOutput } from './output'
import { run, runNode } from './run'
import { useApp } from './use-app'

const root = resolve(__dirname, '../..')

/** A mini program of `examples/`. */
export interface AppExample {
  /** The file that says where backend and COS are. */
  config: string
  /** Its own scripts, of package.json, in this order. */
  scripts: readonly string[]
  /** Where its own tools leave the compiled mini program; without it, WeChat's compiler makes it. */
  output?: string
}

/** By the name of the folder. */
export const apps: Readonly<Record<string, AppExample>> = {
  'native-ts': { config: 'miniprogram/config.ts', scripts: ['typecheck'] },
  'native-js': { config: 'config.js', scripts: [] },
  taro: { config: 'src/config.ts', scripts: ['typecheck', 'build'], output: 'dist' },
  'uni-app': { config: 'src/config.ts', scripts: ['typecheck', 'build'], output: 'dist/build/mp-weixin' },
  mpx: { config: 'src/config.js', scripts: ['build'], output: 'dist' },
}

/** Builds and uses it. @returns what was seen, for people */
export async function tryApp(example: AppExample, folder: string, local: Local): Promise<string[]> {
  await pointTo(local, join(folder, example.config))
  for (const script of example.scripts) await run('npm', ['run', script], { cwd: folder })
  const output = join(folder, example.output ?? 'compiled')
  if (example.output === undefined) await compileNative(folder, output)
  return [checkOutput(output), await useApp(output)]
}

/** The examples are set to what `npm run local` serves by itself; here it is any ports that were free. */
export async function pointTo({ backend, cos }: Local, file: string): Promise<void> {
  const given = await readFile(file, 'utf8')
  const changed = given.replace('http://127.0.0.1:5181', backend).replace('http://127.0.0.1:5182', cos)
  if (changed === given) throw new Error(`${file} does not name the ports of npm run local`)
  await writeFile(file, changed)
}

/** With WeChat's own compiler and checks. */
async function compileNative(folder: string, output: string): Promise<void> {
  await runNode([join(__dirname, 'native/compile.mjs'), folder, output], { cwd: root })
  await runNode([join(root, 'scripts/check-mp.mjs'), folder], { cwd: root })
}
