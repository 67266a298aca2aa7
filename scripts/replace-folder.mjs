import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * Gives `target` exactly the files of `made`, which is used up; both lie on one disk. Who reads `target` meanwhile finds
 * each file whole, and never missing where it stays: what is the same already is not touched.
 */
export function replaceFolder(made, target) {
  const names = filesIn(made)
  for (const name of names)
    if (!isSame(join(made, name), join(target, name))) move(join(made, name), join(target, name))
  const wanted = new Set(names)
  for (const name of filesIn(target)) if (!wanted.has(name)) rmSync(join(target, name), { force: true })
  rmSync(made, { recursive: true, force: true })
}

/** The files below a folder, relative to it, in a fixed order; none where there is no such folder. */
export function filesIn(folder) {
  if (!existsSync(folder)) return []
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => !entry.isDirectory())
  return files.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name))).sort()
}

function isSame(one, other) {
  return existsSync(other) && readFileSync(one).equals(readFileSync(other))
}

function move(from, to) {
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
}
