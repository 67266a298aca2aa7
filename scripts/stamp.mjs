import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { asideOf, removeAside } from './aside.mjs'
import { root, scratch } from './paths.mjs'
import { filesIn, replaceFolder } from './replace-folder.mjs'

/**
 * Runs a build step, unless all its outputs are there and were made from the very bytes that its inputs have now. The
 * step makes each output at `asideOf(output)`; only then they are put in their places, so that others may build at the
 * same time, or read what is there.
 */
export async function unlessFresh({ name, inputs, outputs, run }, force) {
  const stamp = `${scratch}/build/${name}`
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(inputs, outputs)) return
  try {
    await run()
    // What is interrupted from here on is neither the old nor the new.
    rmSync(stamp, { force: true })
    for (const output of outputs) replaceFolder(asideOf(output), `${root}/${output}`)
    // Taken afterwards, since a step may write one of its own inputs: the report of the public names.
    write(stamp, stampOf(inputs, outputs))
  } finally {
    removeAside()
  }
}

function write(file, text) {
  const aside = asideOf('stamp')
  mkdirSync(dirname(aside), { recursive: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(aside, text)
  renameSync(aside, file)
}

/** The digest of the inputs, and the names of the outputs, of which one may be missing later. */
function stampOf(inputs, outputs) {
  const hash = createHash('sha256').update(process.version)
  for (const path of inputs.flatMap(filesBelow)) hash.update(`${path}\0`).update(readFileSync(`${root}/${path}`))
  return `${[hash.digest('hex'), ...outputs.flatMap(filesBelow)].join('\n')}\n`
}

function filesBelow(path) {
  if (!existsSync(`${root}/${path}`)) return []
  if (!statSync(`${root}/${path}`).isDirectory()) return [path]
  return filesIn(`${root}/${path}`).map((name) => join(path, name))
}
