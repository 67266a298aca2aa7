import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { compileFunction, type Context } from 'node:vm'
import { HIDDEN } from './globals'

/** Loads a script of a mini program, and what it requires. */
export type Load = (file: string) => unknown

/** Modules as WeChat finds them: by path, or in the nearest `miniprogram_npm/`. Each is run once. */
export function createLoader(root: string, context: Context): Load {
  const loaded = new Map<string, { exports: unknown }>()
  const load: Load = (file) => {
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} as unknown }
    loaded.set(file, module)
    const names = ['require', 'module', 'exports', ...HIDDEN]
    const run = compileFunction(readFileSync(file, 'utf8'), names, { parsingContext: context, filename: file })
    const require = (id: string): unknown => load(find(root, file, id))
    Reflect.apply(run, undefined, [require, module, module.exports])
    return module.exports
  }
  return load
}

/** @throws as WeChat does, where there is no such module */
function find(root: string, from: string, id: string): string {
  const folder = dirname(from)
  const places = id.startsWith('/') ? [join(root, id)] : [resolve(folder, id), ...npmFolders(root, folder, id)]
  const found = places.flatMap((place) => [place, `${place}.js`, join(place, 'index.js')]).find(isFile)
  if (!found) throw new Error(`module '${id}' is not defined, required by ${relative(root, from)}`)
  return found
}

function npmFolders(root: string, folder: string, id: string): string[] {
  if (id.startsWith('.')) return []
  const here = join(folder, 'miniprogram_npm', id)
  return folder === root ? [here] : [here, ...npmFolders(root, dirname(folder), id)]
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile()
}
