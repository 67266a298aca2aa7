// Runs a command as on a machine that has never seen the project, in an empty folder for temporary files:
// `node scripts/run-clean.mjs <minutes> <command> [argument …]`. Fails where the command fails, where it takes longer, and
// where it leaves a process, a file or a change of the checkout behind; and then leaves none of them either, but the change.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { killProcesses, leftFiles, leftProcesses } from './leftovers.mjs'
import { root } from './paths.mjs'

const [minutes, ...command] = process.argv.slice(2)
if (!(Number(minutes) > 0) || command.length === 0) {
  console.error('usage: node scripts/run-clean.mjs <minutes> <command> [argument …]')
  process.exit(2)
}
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'clean-'))
const before = changes()
let problems = []
try {
  problems = await run()
  if (problems.length === 0) problems = await leftovers()
} finally {
  await killProcesses(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
for (const problem of problems) console.error(`${command.join(' ')}: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0

/** @returns {Promise<string[]>} what went wrong */
async function run() {
  const [file, ...args] = command
  const variables = { TMPDIR: folder, TEMP: folder, TMP: folder }
  const child = spawn(file, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...variables },
  })
  const ended = new Promise((resolve) => {
    child.on('error', ({ message }) => resolve([message]))
    child.on('close', (status, signal) => resolve(status === 0 ? [] : [`ended with ${signal ?? `status ${status}`}`]))
  })
  const stopped = new Promise((resolve) => {
    const tooLong = () => resolve([`took longer than ${minutes} minutes, and was ended${underWay()}`])
    setTimeout(tooLong, Number(minutes) * 60_000).unref()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => resolve([`was ended by ${signal}`]))
  })
  const outcome = await Promise.race([ended, stopped])
  child.kill('SIGKILL')
  return outcome
}

/** What the command says that it is at: tests keep such a list. */
function underWay() {
  const lists = readdirSync(folder, { recursive: true }).filter((name) => basename(name) === 'running.txt')
  const lines = lists.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
  return lines
    .filter(Boolean)
    .map((line) => `\n  under way: ${line}`)
    .join('')
}

async function leftovers() {
  const processes = await leftProcesses(folder)
  return [
    ...processes.map(({ id, command: running }) => `left a process running: ${id} ${running}`),
    ...leftFiles(folder).map((name) => `left ${name} in the folder for temporary files`),
    ...(changes() === before ? [] : [`changed the checkout:\n${changes()}`]),
  ]
}

/** What differs from the last commit, and folders without files, of which git knows nothing otherwise. */
function changes() {
  const commands = [
    ['status', '--porcelain'],
    ['clean', '--dry-run', '-d'],
  ]
  return commands.map(git).join('')
}

/** What git prints; nothing where the checkout is none of git's. */
function git(args) {
  const { stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  return stdout ?? ''
}
