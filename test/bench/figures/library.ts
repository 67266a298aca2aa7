import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** What an app imports. */
export interface Library {
  name: string
  version: string
  /** A module that exports what the app would import. */
  code: string
  /** From where the packages are found. */
  folder: string
  /** What WeChat packs, where the package says it. @default what a bundler makes */
  forWechat?: string
}

/** As an app's bundler minifies it, in bytes; and those gzipped. */
export async function bundledSize(library: Library): Promise<{ minified: number; gzipped: number }> {
  const { outputFiles } = await build({ ...optionsFor(library), minify: true, format: 'esm', write: false })
  const code = Buffer.concat(outputFiles.map(({ contents }) => contents))
  return { minified: code.length, gzipped: gzipSync(code).length }
}

/** One script for WeChat's compiler. @returns its path */
export async function scriptForWechat(library: Library): Promise<string> {
  if (library.forWechat) return library.forWechat
  const outfile = path.join(library.folder, 'scripts', `${fileNameOf(library)}.js`)
  await build({ ...optionsFor(library), format: 'cjs', target: 'es2020', outfile })
  return outfile
}

/** As a name for a file. */
export function fileNameOf({ name }: Library): string {
  return name.replace(/\W+/g, '-')
}

function optionsFor({ code, folder }: Library) {
  return {
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    platform: 'browser',
    charset: 'utf8',
    logLevel: 'error',
  } as const
}
