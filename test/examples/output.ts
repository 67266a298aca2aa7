import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'acorn'

/** What WeChat's phones run without any conversion. */
const ECMASCRIPT = 2017
/** Bytes of the main package that WeChat takes. */
const MOST_BYTES = 2 * 1024 * 1024

/**
 * Checks what was built: that phones can parse it, and that WeChat would take it.
 * @returns its size, for people
 */
export function checkOutput(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
  const scripts = files.filter((path) => path.endsWith('.js'))
  for (const path of scripts) checkLevel(path, relative(folder, path))
  const all = sizeOf(files)
  if (all > MOST_BYTES) throw new Error(`it has ${kilobytes(all)}, more than ${kilobytes(MOST_BYTES)}`)
  return `ES${ECMASCRIPT}, ${kilobytes(all)}, of which scripts ${kilobytes(sizeOf(scripts))}`
}

function checkLevel(path: string, name: string): void {
  try {
    parse(readFileSync(path, 'utf8'), { ecmaVersion: ECMASCRIPT, allowReturnOutsideFunction: true })
  } catch (error) {
    throw new Error(`${name} is not ECMAScript ${ECMASCRIPT}: ${String(error)}`, { cause: error })
  }
}

function sizeOf(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + statSync(path).size, 0)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}
