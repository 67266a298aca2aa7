import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { packageRoot, splitPackage } from './packages'

const NPM = 'miniprogram_npm/'

/**
 * The code of a mini program by the paths that it uses itself: `pages/album/album`, and
 * `miniprogram_npm/tdesign-miniprogram/button/button` for what comes from a package, wherever that lies on the disk.
 */
export class CodeTree {
  constructor(readonly root: string) {}

  /** The file on the disk of a code path. */
  file(codePath: string): string {
    if (!codePath.startsWith(NPM)) return path.join(this.root, codePath)
    const { name, rest } = splitPackage(codePath.slice(NPM.length))
    const folder = packageRoot(name, this.root)
    if (folder === undefined) throw new Error(`The package ${name} is not installed`)
    return path.join(folder, rest)
  }

  /** The file of the code path with the first of the extensions that exists. */
  find(codePath: string, ...extensions: string[]): string | undefined {
    return extensions.map((extension) => this.file(codePath) + extension).find(isFile)
  }

  read(codePath: string): string {
    return readFileSync(this.file(codePath), 'utf8')
  }

  exists(codePath: string): boolean {
    return isFile(this.file(codePath))
  }

  /** The code path of the component that a `usingComponents` of `from` means by `reference`. */
  component(reference: string, from: string): string | undefined {
    if (reference.includes('://')) return undefined
    if (reference.startsWith('/')) return this.componentAt(reference.slice(1))
    const relative = this.componentAt(path.posix.join(path.posix.dirname(from), reference))
    if (relative !== undefined || reference.startsWith('.')) return relative
    const { name } = splitPackage(reference)
    return packageRoot(name, this.root) === undefined ? undefined : this.componentAt(NPM + reference)
  }

  private componentAt(codePath: string): string | undefined {
    return [codePath, `${codePath}/index`].find((candidate) => this.exists(`${candidate}.json`))
  }
}

/** The code path that a reference in a file of the tree means. */
export function resolveIn(from: string, reference: string): string {
  if (reference.startsWith('/')) return reference.slice(1)
  return path.posix.join(path.posix.dirname(from), reference)
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile()
}
