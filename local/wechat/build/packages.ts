import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A reference such as `@scope/name/a/b`, taken apart. */
export function splitPackage(reference: string): { name: string; rest: string } {
  const parts = reference.split('/')
  const length = reference.startsWith('@') ? 2 : 1
  return { name: parts.slice(0, length).join('/'), rest: parts.slice(length).join('/') }
}

/**
 * The folder of a package's mini-program build. As in WeChat a `miniprogram_npm` on the way up from `from` comes first;
 * without one, the package itself is taken from `node_modules`, so that no build of npm is needed.
 */
export function packageRoot(name: string, from: string): string | undefined {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    const built = path.join(folder, 'miniprogram_npm', name)
    if (existsSync(built)) return built
    const installed = path.join(folder, 'node_modules', name)
    if (existsSync(path.join(installed, 'package.json'))) return miniprogramBuild(installed)
    if (folder === path.dirname(folder)) return undefined
  }
}

function miniprogramBuild(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  const named = typeof manifest === 'object' && manifest !== null && 'miniprogram' in manifest
  const build = named && typeof manifest.miniprogram === 'string' ? manifest.miniprogram : '.'
  const root = path.join(folder, build)
  if (!existsSync(root)) throw new Error(`${path.basename(folder)} has no ${build}: run "npm run build" first`)
  return root
}
