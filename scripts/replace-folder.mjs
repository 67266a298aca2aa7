import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Gives `target` exactly the files of `made`, which is used up; both lie on one disk. Who reads `target` meanwhile finds
 * each file whole, and finds the new ones before others lead to them; what is the same already is not touched.
 */
export function replaceFolder(made, target) {
  const names = filesIn(made)
  const isNew = (name) => !existsSync(join(target, name))
  const [added, kept] = [names.filter(isNew), names.filter((name) => !isNew(name))]
  const changed = kept.filter((name) => !readFileSync(join(made, name)).equals(readFileSync(join(target, name))))
  for (const name of [...added, ...changed]) move(join(made, name), join(target, name))
  const wanted = new Set(names)
  for (const name of filesIn(target)) if (!wanted.has(name)) rmSync(join(target, name), { force: true })
}

/** The files below a folder, relative to it; none where there is no such folder. */
export function filesIn(folder) {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory())
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort()
}

function move(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
}
