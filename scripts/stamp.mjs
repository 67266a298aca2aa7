import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { root, scratch } from './paths.mjs'

/** Runs a build step, unless its outputs are there and were made from the very bytes that its inputs have now. */
export async function unlessFresh({ name, inputs, outputs, run }, force) {
  const stamp = `${scratch}/build/${name}`
  const made = outputs.every((output) => existsSync(`${root}/${output}`))
  if (!force && made && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest(inputs)) return
  await run()
  mkdirSync(`${scratch}/build`, { recursive: true })
  // Taken afterwards, since a step may write one of its own inputs: the report of the public names.
  writeFileSync(stamp, digest(inputs))
}

function digest(paths) {
  const hash = createHash('sha256').update(process.version)
  for (const path of paths.flatMap(filesBelow)) hash.update(`${path}\0`).update(readFileSync(`${root}/${path}`))
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(`${root}/${path}`)) return []
  if (!statSync(`${root}/${path}`).isDirectory()) return [path]
  return readdirSync(`${root}/${path}`)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`))
}
