import { existsSync } from 'node:fs'
import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runNode } from './run'

/** How a program finds modules, and from and up to which version of TypeScript there is that way. */
interface Resolution {
  module: string
  moduleResolution: string
  from: number
  to: number
  /** Files that are there in both kinds of modules. */
  both?: boolean
}

const VERSIONS = [4.5, 4.7, 4.9, 5.0, 5.9, 6.0, 7.0]
const RESOLUTIONS: readonly Resolution[] = [
  { module: 'CommonJS', moduleResolution: 'node', from: 4.5, to: 6.0 },
  { module: 'Node16', moduleResolution: 'Node16', from: 4.7, to: 7.0, both: true },
  { module: 'NodeNext', moduleResolution: 'NodeNext', from: 4.7, to: 7.0, both: true },
  { module: 'ESNext', moduleResolution: 'bundler', from: 5.0, to: 7.0 },
]

/** As strict as can be, without the DOM, and with the types of the package checked too. */
const STRICT = {
  strict: true,
  skipLibCheck: false,
  noEmit: true,
  target: 'ES2020',
  lib: ['ES2020'],
  types: [],
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  exactOptionalPropertyTypes: true,
}

/** Compiles a program that uses each entry, by each version of TypeScript and each way of finding modules. */
export async function tryTypes(folder: string): Promise<string[]> {
  await copyFile(join(folder, 'src/main.ts'), join(folder, 'src/main.cts'))
  let tried = 0
  for (const version of VERSIONS) {
    const fitting = RESOLUTIONS.filter(({ from, to }) => from <= version && version <= to)
    for (const resolution of fitting) await compile(folder, version, resolution)
    tried += fitting.length
  }
  return [`TypeScript ${VERSIONS[0]} to ${VERSIONS.at(-1)?.toFixed(1)}, ${tried} combinations`]
}

/** @throws with what the compiler says */
async function compile(folder: string, version: number, { module, moduleResolution, both }: Resolution): Promise<void> {
  const deprecated = version === 6 && moduleResolution === 'node' ? { ignoreDeprecations: '6.0' } : {}
  const compilerOptions = { ...STRICT, module, moduleResolution, ...deprecated }
  const files = both ? ['src/main.ts', 'src/main.cts'] : ['src/main.ts']
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }))
  const tsc = join('node_modules', `typescript-${version.toFixed(1)}`, 'bin/tsc')
  if (!existsSync(join(folder, tsc))) throw new Error(`${tsc} is not there`)
  try {
    await runNode([tsc, '-p', 'tsconfig.json'], { cwd: folder })
  } catch (error) {
    throw new Error(`TypeScript ${version.toFixed(1)}, ${moduleResolution}: ${String(error)}`, { cause: error })
  }
}
