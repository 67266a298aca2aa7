import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { scratch } from './paths.mjs'

const ours = `${scratch}/making-${process.pid}`

/** Where this process makes what will then be put in its place as a whole: a path below a folder of its own. */
export function asideOf(path) {
  return `${ours}/${path}`
}

/** Removes what this process has made aside, and what processes that were killed have left there. */
export function removeAside() {
  rmSync(ours, { recursive: true, force: true })
  const names = existsSync(scratch) ? readdirSync(scratch) : []
  for (const name of names) {
    const [, id] = /^making-(\d+)$/.exec(name) ?? []
    if (id && !isRunning(Number(id))) rmSync(join(scratch, name), { recursive: true, force: true })
  }
}

function isRunning(id) {
  try {
    return process.kill(id, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
